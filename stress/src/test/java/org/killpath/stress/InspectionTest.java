package org.killpath.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectation;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.stress.StressedCell.Skip;

class InspectionTest {
  private static final Cell STAGED = Cells.cell("C", "upstream");
  private static final Cell RACED = Cells.cell("kill-flush", "dev-mutex");
  private static final Expectation SOMETIMES_DEADLOCKS = new Expectation(
      Set.of(VhostOutcome.DEADLOCK), Set.of(VhostOutcome.COMPLETED, VhostOutcome.DEADLOCK));
  private static final String HUNG =
      "HUNG_RELEASED: worker D in vhost_worker_killed() on vq[0].mutex, reported: worker";

  private final Inspection inspection = new Inspection();

  @Test
  void aCellThatShowsWhatIsExpectedPasses() {
    inspection.inspect(
        Cells.ran(STAGED, Cells.only(VhostOutcome.HUNG_RELEASED), Map.of(HUNG, 1_000L)));
    assertThat(inspection.failures()).isEmpty();
    assertThat(inspection.remarks()).isEmpty();
  }

  @Test
  void anOutcomeOutsideTheExpectedSetFails() {
    inspection.inspect(Cells.ran(
        STAGED,
        Cells.only(VhostOutcome.HUNG_RELEASED),
        Map.of(HUNG, 999L, "DEADLOCK: worker D in f() on dev.mutex, reported: worker", 1L)));
    assertThat(inspection.failures()).containsExactly("C x upstream: DEADLOCK is not expected");
  }

  @Test
  void aRaceFailsOnAnUnexpectedOutcomeToo() {
    inspection.inspect(Cells.ran(
        RACED, SOMETIMES_DEADLOCKS, Map.of("COMPLETED", 9L, "DEADLOCK", 1L, "LEAKED", 1L)));
    assertThat(inspection.failures())
        .containsExactly("kill-flush x dev-mutex: LEAKED is not expected");
  }

  @Test
  void aStagedCellWhoseOutcomeNeverAppearedFails() {
    inspection.inspect(Cells.ran(STAGED, SOMETIMES_DEADLOCKS, Map.of("COMPLETED", 1_000L)));
    assertThat(inspection.failures()).containsExactly("C x upstream: DEADLOCK never appeared");
  }

  @Test
  void aRareOutcomeOfARaceThatDidNotAppearIsOnlyRemarkedUpon() {
    inspection.inspect(Cells.ran(RACED, SOMETIMES_DEADLOCKS, Map.of("COMPLETED", 1_000L)));
    assertThat(inspection.failures()).isEmpty();
    assertThat(inspection.remarks())
        .containsExactly("kill-flush x dev-mutex: DEADLOCK did not appear this time");
  }

  @Test
  void aTestThatRanNoSamplesFails() {
    inspection.inspect(Cells.ran(RACED, SOMETIMES_DEADLOCKS, Map.of()));
    inspection.inspect(new SelfJudged("detector", Map.of(), List.of(), Optional.empty()));
    assertThat(inspection.failures())
        .containsExactly(
            "kill-flush x dev-mutex: the test ran no samples", "detector: the test ran no samples");
  }

  @Test
  void aForkThatTimedOutFails() {
    inspection.inspect(Cells.broken(STAGED, "TIMEOUT_ERROR"));
    inspection.inspect(
        new SelfJudged("detector", Map.of(), List.of(), Optional.of("TIMEOUT_ERROR")));
    assertThat(inspection.failures())
        .containsExactly("C x upstream: TIMEOUT_ERROR", "detector: TIMEOUT_ERROR");
  }

  @Test
  void anOrderingThatDidNotComeAboutFails() {
    inspection.inspect(Cells.ran(
        STAGED,
        Cells.only(VhostOutcome.HUNG_RELEASED),
        Map.of(HUNG, 7L, StressedCell.STAGE_MISSED, 3L)));
    assertThat(inspection.failures())
        .containsExactly("C x upstream: the ordering did not come about in 3 of 10 samples");
  }

  @Test
  void aResultThatATestForbidsFails() {
    inspection.inspect(new SelfJudged(
        "detector",
        Map.of("FALSE ALARM", 1L),
        List.of("Observed forbidden state"),
        Optional.empty()));
    assertThat(inspection.failures()).containsExactly("detector: Observed forbidden state");
  }

  @Test
  void cellsThatWereNotRunDoNotFail() {
    inspection.inspect(
        StressedCell.skipped(STAGED, Optional.of(Expectation.UNREACHABLE), Skip.UNREACHABLE));
    inspection.inspect(StressedCell.skipped(RACED, Optional.empty(), Skip.BUDGET));
    assertThat(inspection.failures()).isEmpty();
  }

  @Test
  void aDesignOfOnesOwnIsRemarkedUponOnce() {
    for (String scenario : List.of("C", "D1")) {
      inspection.inspect(new StressedCell(
          Cells.cell(scenario, "upstream"),
          Optional.empty(),
          Map.of(HUNG, 1L),
          Optional.empty(),
          Optional.empty()));
    }
    assertThat(inspection.failures()).isEmpty();
    assertThat(inspection.remarks())
        .containsExactly("upstream: nobody has said what it may show in 2 orderings");
  }

  @Test
  void outcomesAreReadFromTheBeginningOfAVerdict() {
    final StressedCell cell = Cells.ran(
        RACED,
        SOMETIMES_DEADLOCKS,
        Map.of("DEADLOCK: one", 2L, "DEADLOCK: two", 3L, "COMPLETED", 5L));
    assertThat(cell.outcomes())
        .containsExactly(
            Map.entry(VhostOutcome.COMPLETED, 5L), Map.entry(VhostOutcome.DEADLOCK, 5L));
    assertThat(cell.total()).isEqualTo(10);
    assertThat(cell.unexpected()).isEqualTo(Set.of());
  }
}
