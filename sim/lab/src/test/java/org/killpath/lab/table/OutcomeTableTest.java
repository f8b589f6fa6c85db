package org.killpath.lab.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.Schedules;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.VhostOutcome;

/** The outcome table says what was seen, how it was found out, and what is not as expected. */
class OutcomeTableTest {
  private static TableCell cell(
      String scenario, String design, Map<Outcome, Long> counts, String method) {
    return new TableCell(
        scenario,
        design,
        counts,
        Optional.empty(),
        Optional.empty(),
        method,
        Optional.empty(),
        Optional.empty(),
        true);
  }

  private static Result<Cell> result(Coverage coverage, long schedules, long missed) {
    return new Result<>(
        Schedules.cell("C", "upstream"),
        "random-walk",
        7,
        coverage,
        schedules,
        missed,
        Optional.of("nobody comes").filter(why -> missed > 0),
        0,
        List.of(),
        Optional.empty());
  }

  private static String text(TableCell... cells) {
    return new OutcomeTable(List.of(cells), Optional.empty()).text(80);
  }

  @Test
  void theWorstOutcomeStandsFirst() {
    assertThat(text(cell(
            "C", "x", Map.of(VhostOutcome.COMPLETED, 97L, VhostOutcome.DEADLOCK, 3L), "sampled")))
        .contains("""
            C         DEADLOCK 3 %
                      COMPLETED 97 %
            """);
  }

  @Test
  void onlyOutcomesThatOccurAreExplained() {
    assertThat(text(cell("C", "x", Map.of(VhostOutcome.WARNED, 1L), "sampled")))
        .contains("WARNED         a kernel WARN_ON fired")
        .doesNotContain("DEADLOCK");
  }

  @Test
  void cellsThatWereObtainedAlikeShareALine() {
    assertThat(text(
            cell("C", "x", Map.of(VhostOutcome.COMPLETED, 5L), "sampled: 5 schedules each"),
            cell("C", "y", Map.of(VhostOutcome.COMPLETED, 5L), "sampled: 5 schedules each"),
            cell("D", "x", Map.of(VhostOutcome.COMPLETED, 6L), "exhaustive: all traces")))
        .contains("2 cells sampled: 5 schedules each.")
        .contains("1 cell exhaustive: all traces.");
  }

  @Test
  void aDesignThatCannotReachTheOrderingShowsNotApplicable() {
    final TableCell cell = TableCell.of(result(Coverage.SAMPLED, 10, 10), Optional.empty());
    assertThat(text(cell))
        .contains("C         n/a")
        .contains("n/a            the design cannot reach this ordering");
  }

  @Test
  void aCellThatWasNotRunDoesNotLookMeasured() {
    final TableCell cell = TableCell.of(result(Coverage.NOT_RUN, 0, 0), Optional.empty());
    assertThat(text(cell)).contains("C         not run").contains("1 cell not run.");
  }

  @Test
  void aCellThatIsNotAsExpectedIsMarkedAndTheReasonGiven() {
    final TableCell cell = new TableCell(
        "C",
        "x",
        Map.of(VhostOutcome.DEADLOCK, 1L),
        Optional.empty(),
        Optional.empty(),
        "sampled",
        Optional.empty(),
        Optional.of("shows DEADLOCK, expected is COMPLETED"),
        true);
    assertThat(text(cell))
        .contains("! unexpected")
        .contains("! C x x: shows DEADLOCK, expected is COMPLETED");
  }

  @Test
  void aPartialTableSaysSoFirst() {
    final OutcomeTable table = new OutcomeTable(
        List.of(cell("C", "x", Map.of(VhostOutcome.COMPLETED, 1L), "partial")),
        Optional.of("PARTIAL: interrupted"));
    assertThat(table.text(80)).startsWith("PARTIAL: interrupted\n\n");
    assertThat(table.markdown()).startsWith("**PARTIAL: interrupted**\n\n");
  }
}
