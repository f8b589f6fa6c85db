package org.killpath.lab.scenario.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Runner;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.ordering.yaml.ScriptFile;

/** What a script says is what its tasks do. */
class ScriptedTest {
  private static final String HEAD = """
      ordering: mine
      device: vsock
      form: staged
      story: something happens
      actors: [killer, other]
      """;

  /** One execution: how it ended, and the steps. */
  private record Played(Ran<Cell> ran, List<String> steps) {
    long count(String step) {
      return steps.stream().filter(step::equals).count();
    }
  }

  private static Played play(String text) {
    final Cell cell = new Cell(
        Scripted.scenario(
            ScriptFile.read("my.yaml", (HEAD + text).getBytes(StandardCharsets.UTF_8))),
        new Upstream());
    final List<String> steps = new ArrayList<>();
    final RandomWalk walk = new RandomWalk(3);
    walk.begin(0);
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final Ran<Cell> ran = new Runner<>(cell, controlled)
          .run(
              walk,
              (task, previous, blocked) -> steps.add(
                  task.role() + " " + task.pendingOp() + " " + task.pendingOn().name()));
      return new Played(ran, steps);
    }
  }

  @Test
  void aWaitThatNeverComesIsNamedWithItsLine() {
    final Played played = play("""
        tasks:
          - task: other
            group: outside
            steps: [ioctl: SET_OWNER]
          - task: killer
            group: apart
            steps:
              - wait: {task: other, blocked-on: {mutex: vq, vq: rx}}
              - kill: {group: owner}
        """);
    assertThat(played.ran())
        .isInstanceOfSatisfying(
            Ran.Missed.class,
            missed -> assertThat(missed.awaited())
                .isEqualTo("other is blocked on the held vq[0].mutex (my.yaml:13)"));
  }

  @Test
  void anIotlbMessageIsCopiedBeforeAnyLockIsTaken() {
    final Played played = play("""
        pages:
          message: {backing: userfaultfd}
        tasks:
          - task: other
            group: outside
            steps:
              - {iotlb: invalidate, range: guest, message: message}
          - task: killer
            group: apart
            steps:
              - wait: {task: other, asleep-on: message}
              - kill: {group: owner}
              - serve: message
        """);
    assertThat(played.ran()).isInstanceOf(Ran.Ended.class);
    assertThat(played.steps().indexOf("other FAULT message"))
        .isPositive()
        .isLessThan(played.steps().indexOf("other LOCK dev.mutex"));
  }

  @Test
  void whatIsRepeatedIsDoneSoOften() {
    final Played played = play("""
        tasks:
          - task: other
            group: outside
            steps:
              - repeat: {count: 3, steps: [{ioctl: SET_VRING_CALL, vq: tx}]}
          - task: killer
            group: apart
            steps:
              - wait: {task: other, exited: true}
              - kill: {group: owner}
        """);
    assertThat(played.ran()).isInstanceOf(Ran.Ended.class);
    assertThat(played.count("other LOCK vq[1].mutex")).isEqualTo(3);
  }

  @Test
  void aThreadOfTheOwnersGroupThatIsKilledMakesNoFurtherCall() {
    final Played played = play("""
        pages:
          arg: {backing: userfaultfd}
        tasks:
          - task: other
            group: owner
            steps:
              - {ioctl: SET_VRING_CALL, vq: tx, second-word: arg}
              - {ioctl: SET_VRING_ERR, vq: rx}
          - task: killer
            group: apart
            steps:
              - wait: {task: other, asleep-on: arg}
              - kill: {group: owner}
        """);
    assertThat(played.ran()).isInstanceOf(Ran.Ended.class);
    assertThat(played.count("other LOCK vq[1].mutex")).isEqualTo(1);
    assertThat(played.count("other LOCK vq[0].mutex")).isZero();
  }

  @Test
  void theOwnersFirstThreadDoesItsPartAndEndsThereWhenItIsKilled() {
    final Played played = play("""
        pages:
          arg: {backing: userfaultfd}
        owner:
          does:
            - {ioctl: SET_VRING_CALL, vq: tx, second-word: arg}
            - {ioctl: SET_VRING_ERR, vq: tx}
        tasks:
          - task: other
            group: outside
            steps: [ioctl: SET_OWNER]
          - task: killer
            group: apart
            steps: [kill: {group: owner}]
        """);
    assertThat(played.ran())
        .isInstanceOfSatisfying(
            Ran.Ended.class,
            ended -> assertThat(ended.verdict().outcome()).hasToString("COMPLETED"));
  }
}
