package org.killpath.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.Schedules;
import org.killpath.lab.Seen;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.lab.truth.GroundTruth;
import org.killpath.lab.truth.Measurement;
import org.killpath.lab.vhost.Design;

/** What faults cost under upstream: every one of them, in every interleaving. */
class FaultSurveyTest {
  private static final Design UPSTREAM = DesignCatalogue.all().find("upstream").orElseThrow();

  private static Map<Fault, FaultCell> cells;

  @BeforeAll
  static void explore() {
    final List<FaultCell> costs = FaultSurvey.of(
        FaultSurvey.searchable(Spots.all()),
        UPSTREAM,
        () -> new Controlled(Carriers.best()),
        Runtime.getRuntime().availableProcessors(),
        Explorer.Progress.none());
    cells = costs.stream().collect(Collectors.toMap(FaultCell::fault, cell -> cell));
  }

  private static Stream<FaultCell> inDrain() {
    return cells.values().stream().filter(cell -> cell.fault().spot() instanceof Spot.InDrain);
  }

  @Test
  void everyFaultIsProvenAndHasAnOrderingOfItsOwn() {
    assertThat(cells.values()).allMatch(FaultCell::proven);
    assertThat(cells.keySet().stream().map(Fault::id)).doesNotHaveDuplicates();
  }

  @Test
  void thereIsNothingButCompletionAndHangs() {
    assertThat(cells.values())
        .allSatisfy(cell -> assertThat(cell.outcomes())
            .isSubsetOf(
                VhostOutcome.COMPLETED,
                VhostOutcome.HUNG_SILENT,
                VhostOutcome.HUNG_RELEASED,
                VhostOutcome.HUNG));
  }

  @Test
  void theDrainComesToEveryPlace() {
    assertThat(inDrain()
            .filter(cell -> cell.fault().backed() == Backed.FROZEN_STORAGE)
            .filter(cell -> cell.fault().death().after().isEmpty()))
        .isNotEmpty()
        .allSatisfy(cell -> {
          assertThat(cell.outcomes()).containsExactly(VhostOutcome.HUNG_RELEASED);
          assertThat(cell.places()).hasSize(1).doesNotContain("vhost_worker_killed()");
        });
  }

  /** What is asleep and can be killed is not reported, and a core dump has somebody who is. */
  @ParameterizedTest
  @EnumSource(
      value = Backed.class,
      names = {"FILE", "DEAD_STORAGE", "FUSE_ASYNC"})
  void aKillableWaitInTheDrainIsSilentUnlessACoreIsDumped(Backed backed) {
    assertThat(inDrain()
            .filter(cell -> cell.fault().backed() == backed)
            .filter(cell -> cell.fault().death().after().isEmpty()))
        .isNotEmpty()
        .allSatisfy(cell -> assertThat(cell.outcomes())
            .containsExactly(
                cell.fault().death() == Death.CORE_DUMP
                    ? VhostOutcome.HUNG_RELEASED
                    : VhostOutcome.HUNG_SILENT));
  }

  @Test
  void onlyAGroupThatServesItselfCanBeStuckForEver() {
    final Set<Backed> own = cells.values().stream()
        .filter(cell -> cell.outcomes().contains(VhostOutcome.HUNG))
        .map(cell -> cell.fault().backed())
        .collect(Collectors.toSet());
    assertThat(own)
        .containsExactlyInAnyOrder(Backed.OWN_ABOVE, Backed.OWN_BELOW, Backed.OWN_BELOW_SHARED);
  }

  /** Who sleeps with dev.mutex alone may be stuck, but holds no worker up. */
  @Test
  void theFirstWordOfAnArgumentCostsTheWorkerNothing() {
    assertThat(cells.values())
        .filteredOn(cell -> cell.fault().spot().id().equals("argument-index"))
        .isNotEmpty()
        .allSatisfy(cell -> assertThat(cell.places()).isEmpty());
  }

  @Test
  void aScriptSaysWhatItIs() {
    assertThat(cells.keySet())
        .allSatisfy(fault -> assertThat(fault.scenario().id()).isEqualTo(fault.id()));
  }

  /** The same fault as an ordering that was staged on real kernels. */
  @ParameterizedTest
  @CsvSource({
    "E2, vsock-rx-buffers, uffd, kill",
    "E2-coredump, vsock-rx-buffers, uffd, core-dump",
    "E2-exec, vsock-rx-buffers, uffd, execve",
    "E2-kill-again, vsock-rx-buffers, uffd, kill-twice",
    "E2-pidns, vsock-rx-buffers, uffd, pid-namespace",
    "E2-oom, vsock-rx-buffers, uffd, oom-killer",
    "E2-oom-shared, vsock-rx-buffers, uffd-shared, oom-killer",
    "U-above, vsock-rx-buffers, own-above, kill",
    "U-below, vsock-rx-buffers, own-below, kill",
    "R, vsock-rx-used, uffd, kill",
    "B, vsock-argument-group, uffd, kill",
    "BF, vsock-argument-group, fuse-read, kill",
    "BF-async, vsock-argument-group, fuse-async, kill",
    "C, vsock-argument-outside, uffd, kill",
    "C-coredump, vsock-argument-outside, uffd, core-dump",
    "C-exec, vsock-argument-outside, uffd, execve",
    "N, vsock-argument-index, uffd, kill",
    "net-C, net-argument-outside, uffd, kill",
    "scsi-C, scsi-argument-outside, uffd, kill"
  })
  void aFaultCostsWhatARealKernelShowed(
      String measured, String place, String backed, String death) {
    final Fault fault = cells.keySet().stream()
        .filter(each -> each.id().equals(place + "-" + backed + "-" + death))
        .findFirst()
        .orElseThrow();
    final List<Measurement> rows = GroundTruth.load().measurements().stream()
        .filter(row -> row.scenario().equals(measured) && row.design().equals("upstream"))
        .toList();
    assertThat(rows).isNotEmpty();
    final Seen seen = Schedules.randomWalk(new Cell(fault.scenario(), UPSTREAM), 60);
    assertThat(seen.missed()).isZero();
    for (Measurement row : rows) {
      final Set<Outcome> outcomes = cells.get(fault).outcomes();
      if (!row.isWatchedTooShort()) {
        assertThat(outcomes).as(row.toString()).contains(row.outcome());
      }
      assertThat(seen.verdicts().stream()
              .filter(verdict -> !row.isRare() || verdict.outcome() == row.outcome())
              .flatMap(verdict -> row.disagreements(verdict).stream()))
          .as("%s: %s", row, fault.id().toLowerCase(Locale.ROOT))
          .isEmpty();
    }
  }
}
