package org.killpath.stress.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.lab.cell.VhostOutcome.COMPLETED;
import static org.killpath.lab.cell.VhostOutcome.DEADLOCK;
import static org.killpath.lab.cell.VhostOutcome.HUNG_RELEASED;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.killpath.lab.cell.Cell;
import org.killpath.stress.Cells;
import org.killpath.stress.fork.Seen;

class InspectionTest {
  private static final Cell STAGED = Cells.cell("C", "upstream");
  private static final Cell RACED = Cells.cell("kill-flush", "dev-mutex");
  private static final String HUNG =
      "HUNG_RELEASED: worker D in vhost_worker_killed() on vq[0].mutex, reported: worker";
  private static final String CYCLE = "DEADLOCK: worker D in f() on dev.mutex, reported: worker";

  private final Inspection inspection = new Inspection(42);

  @Test
  void aCellThatShowsWhatIsProvenPasses() {
    inspection.inspect(Cells.free(STAGED, Cells.proven(HUNG_RELEASED), Map.of(HUNG, 1_000L)));
    assertThat(inspection.failures()).isEmpty();
    assertThat(inspection.remarks()).isEmpty();
  }

  @Test
  void anOutcomeOutsideTheProvenSetFailsWithCellVerdictAndSeed() {
    inspection.inspect(
        Cells.free(STAGED, Cells.proven(HUNG_RELEASED), Map.of(HUNG, 999L, CYCLE, 1L)));
    assertThat(inspection.failures())
        .singleElement()
        .asString()
        .startsWith("C x upstream: '" + CYCLE + "' in 1 of 1000 free worlds; proven is"
            + " HUNG_RELEASED, by all 12 executions.")
        .contains("seed 42", "killpath explore C upstream");
  }

  @Test
  void whereNothingIsProvenAnOutcomeThatIsNotAccountedForFails() {
    inspection.inspect(Cells.free(
        RACED,
        Cells.expected(COMPLETED, DEADLOCK),
        Map.of("COMPLETED", 9L, CYCLE, 1L, "LEAKED", 1L)));
    assertThat(inspection.failures())
        .singleElement()
        .asString()
        .startsWith("kill-flush x dev-mutex: 'LEAKED' in 1 of 11 free worlds; expected is"
            + " COMPLETED or DEADLOCK.");
  }

  @Test
  void whereOnlySamplesHaveSaidWhatComesAnotherOutcomeIsNewsAndNoFailure() {
    final Known sampled =
        new Known(Optional.empty(), Cells.expected(COMPLETED).expectation(), true);
    inspection.inspect(Cells.free(RACED, sampled, Map.of("COMPLETED", 9L, "LEAKED", 1L)));
    assertThat(inspection.failures()).isEmpty();
    assertThat(inspection.remarks())
        .singleElement()
        .asString()
        .startsWith("kill-flush x dev-mutex: new, and not proven impossible: 'LEAKED' in 1 of 10"
            + " free worlds; expected is COMPLETED.")
        .contains("killpath explore kill-flush dev-mutex");
  }

  @Test
  void anOutcomeThatIsProvenAndNeverSeenDoesNotFail() {
    final CellReport report =
        Cells.free(RACED, Cells.proven(COMPLETED, DEADLOCK), Map.of("COMPLETED", 90L));
    inspection.inspect(report);
    assertThat(inspection.failures()).isEmpty();
    assertThat(report.rare()).containsExactly(DEADLOCK);
  }

  @Test
  void anOutcomeThatIsOnlyAccountedForIsNotCalledRare() {
    assertThat(Cells.free(RACED, Cells.expected(COMPLETED, DEADLOCK), Map.of("COMPLETED", 90L))
            .rare())
        .isEmpty();
  }

  @Test
  void nothingIsRareWhereHardlyAnythingRan() {
    final Map<String, Long> few = Map.of("COMPLETED", 19L);
    assertThat(Cells.free(RACED, Cells.proven(COMPLETED, DEADLOCK), few).rare()).isEmpty();
  }

  @Test
  void aCellThatNeverComesAboutSaysSo() {
    inspection.inspect(
        Cells.free(STAGED, Cells.proven(HUNG_RELEASED), Map.of(Seen.STAGE_MISSED, 20L)));
    assertThat(inspection.failures()).isEmpty();
    assertThat(inspection.remarks())
        .containsExactly("C x upstream: the ordering never came about in 20 free worlds");
  }

  @Test
  void aCellThatIsProvenNeverToComeAboutFailsIfItDoes() {
    inspection.inspect(
        Cells.free(STAGED, Cells.proven(), Map.of(HUNG, 1L, Seen.STAGE_MISSED, 19L)));
    assertThat(inspection.failures())
        .singleElement()
        .asString()
        .contains("proven is that the ordering never comes about");
    assertThat(inspection.remarks()).isEmpty();
  }

  @Test
  void aModelThatFailsIsAFailureOfItsCellAlone() {
    inspection.inspect(Cells.free(
        STAGED, Cells.proven(HUNG_RELEASED), Map.of(HUNG, 19L, Seen.FAILED + "no such page", 1L)));
    assertThat(inspection.failures())
        .containsExactly("C x upstream: the model failed in 1 of 20 free worlds: no such page");
  }

  @Test
  void aForkThatBrokeOffFails() {
    inspection.broken("TIMEOUT_ERROR");
    inspection.inspect(
        new SelfJudged("detector", Map.of(), List.of(), Optional.of("TIMEOUT_ERROR")));
    assertThat(inspection.failures())
        .containsExactly("a forked JVM: TIMEOUT_ERROR", "detector: TIMEOUT_ERROR");
  }

  @Test
  void aTestOfItsOwnFailsIfItRanNothingOrShowedWhatItForbids() {
    inspection.inspect(new SelfJudged("detector", Map.of(), List.of(), Optional.empty()));
    inspection.inspect(new SelfJudged(
        "detector",
        Map.of("FALSE ALARM", 1L),
        List.of("Observed forbidden state"),
        Optional.empty()));
    assertThat(inspection.failures())
        .containsExactly("detector: the test ran no samples", "detector: Observed forbidden state");
  }

  @Test
  void aDesignOfOnesOwnIsRemarkedUponOnce() {
    for (String scenario : List.of("C", "D1")) {
      inspection.inspect(
          Cells.free(Cells.cell(scenario, "upstream"), Known.NOTHING, Map.of(HUNG, 1L)));
    }
    assertThat(inspection.failures()).isEmpty();
    assertThat(inspection.remarks())
        .containsExactly("upstream: nobody has said what it may show in 2 orderings");
  }

  @Test
  void worldsAreCountedByTheBeginningOfTheirVerdicts() {
    final CellReport cell = Cells.free(
        RACED,
        Cells.proven(COMPLETED, DEADLOCK),
        Map.of("DEADLOCK: one", 2L, "DEADLOCK: two", 3L, "COMPLETED", 5L));
    assertThat(cell.free()).containsExactly(Map.entry(COMPLETED, 5L), Map.entry(DEADLOCK, 5L));
    assertThat(cell.worlds()).isEqualTo(10);
    assertThat(cell.outside()).isEmpty();
  }
}
