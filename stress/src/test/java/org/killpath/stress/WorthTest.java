package org.killpath.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectations;

class WorthTest {
  private static final List<String> DESIGNS = List.of("upstream", "dev-mutex", "kthread");

  private static List<Cell> rows(String... scenarios) {
    final List<Cell> cells = new ArrayList<>();
    for (String scenario : scenarios) {
      DESIGNS.forEach(design -> cells.add(Cells.cell(scenario, design)));
    }
    return cells;
  }

  private static List<String> order(Expectations expectations, List<Cell> cells) {
    final List<Cell> sorted = new Worth(expectations).sorted(cells);
    assertThat(sorted).containsExactlyInAnyOrderElementsOf(cells);
    return sorted.stream().map(cell -> cell.scenario().id()).distinct().toList();
  }

  @Test
  void orderingsThatTellMoreDesignsApartComeFirstThenThoseThatAddToThat() {
    final Expectations expectations = Cells.expectations(
        "B,upstream,COMPLETED,COMPLETED",
        "B,dev-mutex,COMPLETED,COMPLETED",
        "B,kthread,COMPLETED,COMPLETED",
        "N,upstream,COMPLETED,COMPLETED",
        "N,dev-mutex,HUNG_RELEASED,HUNG_RELEASED",
        "N,kthread,COMPLETED,COMPLETED",
        "C,upstream,HUNG_RELEASED,HUNG_RELEASED",
        "C,dev-mutex,HUNG_RELEASED,HUNG_RELEASED",
        "C,kthread,COMPLETED,COMPLETED",
        "kill-flush,upstream,COMPLETED,COMPLETED",
        "kill-flush,dev-mutex,COMPLETED,COMPLETED|DEADLOCK",
        "kill-flush,kthread,COMPLETED,COMPLETED",
        "D1,upstream,COMPLETED,COMPLETED",
        "D1,dev-mutex,DEADLOCK,DEADLOCK",
        "D1,kthread,HUNG_RELEASED,HUNG_RELEASED");
    assertThat(order(expectations, rows("B", "N", "kill-flush", "C")))
        .containsExactly("N", "C", "B", "kill-flush");
    assertThat(order(expectations, rows("B", "N", "kill-flush", "C", "D1"))).startsWith("D1");
  }

  @Test
  void aRaceThatAloneTellsTwoDesignsApartComesBeforeStagedOrderingsThatTellNothing() {
    final Expectations expectations = Cells.expectations(
        "kill-flush,upstream,COMPLETED,COMPLETED",
        "kill-flush,dev-mutex,COMPLETED,COMPLETED|DEADLOCK");
    assertThat(order(expectations, rows("B", "kill-flush"))).containsExactly("kill-flush", "B");
  }

  @Test
  void aStagedOrderingComesBeforeARaceThatTellsMore() {
    final Expectations expectations = Cells.expectations(
        "N,upstream,COMPLETED,COMPLETED",
        "N,dev-mutex,HUNG_RELEASED,HUNG_RELEASED",
        "kill-flush,upstream,COMPLETED,COMPLETED",
        "kill-flush,dev-mutex,COMPLETED,COMPLETED|DEADLOCK",
        "kill-flush,kthread,HUNG,HUNG");
    assertThat(order(expectations, rows("B", "kill-flush", "N")))
        .containsExactly("N", "kill-flush", "B");
  }

  @Test
  void withoutExpectationsStagedOrderingsComeFirstAndRacedTwinsLast() {
    assertThat(order(Cells.expectations(), rows("raced-C", "kill-flush", "C", "B")))
        .containsExactly("C", "B", "kill-flush", "raced-C");
  }
}
