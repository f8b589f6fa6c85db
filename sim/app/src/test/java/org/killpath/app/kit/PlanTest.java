package org.killpath.app.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.scenario.Scenario;

/** What the player is told of an ordering. */
class PlanTest {
  private static List<String> plan(String id, Workers workers) {
    return Plan.of(Playables.packed(id).orElseThrow().script(), workers)
        .replaceAll("digest=[0-9a-f]{64}", "digest=...")
        .lines()
        .toList();
  }

  @Test
  void aPlanSaysWhatTheScriptSaysALineForEachThing() {
    assertThat(plan("C2", Workers.USUAL))
        .map(line -> line.replaceAll("C2.yaml:\\d+:\\d+", "C2.yaml:L:C"))
        .containsExactly(
            "killpath-plan 1",
            "ordering C2 device=vsock staged=1 set-owner=1 start=1 only-user=0 packet=1 kthread=0"
                + " busy-poll=0 without-hot-plug=0 userfaultfd=none digest=...",
            "page user-page backing=userfaultfd shared=0 there=0",
            "prepares",
            "does",
            "task holder group=outside obliged=0 set-up=0",
            "step C2.yaml:L:C ioctl request=SET_VRING_CALL vq=0 second-word=user-page",
            "task host group=apart obliged=0 set-up=0",
            "step C2.yaml:L:C wait state=asleep-on page=user-page who=task task=holder",
            "step C2.yaml:L:C send",
            "task killer group=apart obliged=0 set-up=0",
            "step C2.yaml:L:C wait state=blocked-on-vq vq=0 who=first-worker",
            "step C2.yaml:L:C kill by=kill",
            "end");
  }

  @Test
  void workersAreNumberedAsTheyAreMade() {
    assertThat(plan("scsi-S2A", Workers.USUAL))
        .anyMatch(line -> line.endsWith("ioctl request=NEW_WORKER worker=1 attach=12"))
        .anyMatch(line -> line.endsWith("ioctl request=ATTACH_VRING_WORKER vq=2 worker=0"));
  }

  @Test
  void aKernelThreadIsAskedForWhereItIsWanted() {
    assertThat(plan("C", Workers.KTHREAD)).anyMatch(line -> line.contains(" kthread=1 "));
  }

  @Test
  void whatBefallsAGroupIsAStepOfOneWord() {
    assertThat(plan("E2-mrelease-shared", Workers.USUAL))
        .contains("page user-page backing=userfaultfd shared=1 there=0")
        .anyMatch(line -> line.endsWith(" process-mrelease"));
    assertThat(plan("T-ptrace", Workers.USUAL))
        .anyMatch(line -> line.endsWith(" trace"))
        .anyMatch(line -> line.endsWith(" wait state=halted who=first-worker"));
    assertThat(plan("K", Workers.USUAL))
        .anyMatch(line -> line.endsWith(" receive page=strangers-page"))
        .anyMatch(line -> line.endsWith(" wait state=blocked-on-socket who=first-worker"));
    assertThat(plan("E2-used", Workers.USUAL))
        .contains("page used-ring backing=userfaultfd shared=0 there=1")
        .contains("memory vq=0 part=used page=used-ring")
        .anyMatch(line -> line.endsWith(" discard page=used-ring"));
  }

  @Test
  void aGroupsOwnUserfaultfdHasItsPlace() {
    assertThat(plan("U-below", Workers.USUAL))
        .anyMatch(line -> line.contains(" only-user=1 ") && line.contains(" userfaultfd=below "));
  }

  @Test
  void anOrderingMayWantAKernelThreadItself() {
    assertThat(plan("net-kthread-C", Workers.USUAL)).anyMatch(line -> line.contains(" kthread=1 "));
  }

  @Test
  void aRepetitionIsClosedWhereItEnds() {
    final String text = """
        ordering: mine
        device: vsock
        form: raced
        story: packets while the group is killed
        actors: [killer, host]
        tasks:
          - task: host
            group: apart
            steps:
              - repeat: {count: 3, steps: [{send: packet}]}
          - task: killer
            group: apart
            steps:
              - kill: {group: owner, by: tgkill}
        """;
    final Playable mine =
        Playable.read("/some where/mi ne.yaml", text.getBytes(StandardCharsets.UTF_8));
    assertThat(Plan.of(mine.script(), Workers.USUAL).lines())
        .containsSequence(
            "step mi_ne.yaml:10:9 repeat count=3",
            "step mi_ne.yaml:10:36 send",
            "step mi_ne.yaml:10:9 again")
        .contains("step mi_ne.yaml:14:9 kill by=tgkill");
  }

  @Test
  void anotherTapAndNoFeatureAreAskedForByWordsOfTheirOwn() {
    final String ordering = """
        ordering: own
        device: DEVICE
        form: staged
        story: an outsider makes a call
        actors: [caller, killer]
        tasks:
          - task: caller
            group: outside
            steps:
              - CALL
          - task: killer
            group: apart
            steps:
              - kill: {group: owner, by: kill}
        """;
    assertThat(own(ordering
            .replace("DEVICE", "net")
            .replace("CALL", "{ioctl: SET_BACKEND, vq: tx, backend: another}")))
        .contains("step it.yaml:10:9 ioctl request=SET_BACKEND vq=1 on=2");
    assertThat(own(ordering
            .replace("DEVICE", "vsock")
            .replace("CALL", "{ioctl: SET_FEATURES, features: []}")))
        .contains("step it.yaml:10:9 ioctl request=NO_FEATURES");
  }

  private static List<String> own(String text) {
    final Playable playable = Playable.read("it.yaml", text.getBytes(StandardCharsets.UTF_8));
    assertThat(Obstacles.first(playable.script())).isEmpty();
    return Plan.of(playable.script(), Workers.USUAL).lines().toList();
  }

  @Test
  void whatOnlyTheModelCanDoIsNamedWithItsPlace() {
    assertThat(Obstacles.first(Playables.packed("C-file").orElseThrow().script()))
        .hasValueSatisfying(obstacle -> assertThat(obstacle.toString())
            .startsWith("C-file.yaml:")
            .endsWith("the page user-page can be had in the model alone"));
    assertThat(Obstacles.first(Playables.packed("C").orElseThrow().script())).isEmpty();
  }

  @Test
  void mostOfTheCatalogueCanBePlayed() {
    final long playable = ScenarioCatalogue.all().scenarios().stream()
        .map(Scenario::id)
        .flatMap(id -> Playables.packed(id).stream())
        .filter(ordering -> Obstacles.first(ordering.script()).isEmpty())
        .count();
    assertThat(playable).isGreaterThanOrEqualTo(190);
  }
}
