package org.killpath.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.explore.Cell;

class WorthTest {
  private static List<Cell> row(String scenario) {
    return List.of(Cells.cell(scenario, "upstream"), Cells.cell(scenario, "dev-mutex"));
  }

  @Test
  void orderingsThatTellDesignsApartComeFirstAndStagedOnesBeforeRaces() {
    final List<Cell> cells = new java.util.ArrayList<>();
    for (String scenario : List.of("B", "raced-D1", "kill-flush", "A", "D1")) {
      cells.addAll(row(scenario));
    }
    final Worth worth = new Worth(
        cells,
        Cells.expectations(
            "B,upstream,COMPLETED,COMPLETED",
            "B,dev-mutex,COMPLETED,COMPLETED",
            "raced-D1,upstream,COMPLETED,COMPLETED",
            "raced-D1,dev-mutex,COMPLETED,COMPLETED|DEADLOCK",
            "kill-flush,upstream,COMPLETED,COMPLETED",
            "kill-flush,dev-mutex,COMPLETED,COMPLETED|DEADLOCK",
            "A,upstream,COMPLETED,COMPLETED",
            "A,dev-mutex,COMPLETED,COMPLETED",
            "D1,upstream,COMPLETED,COMPLETED",
            "D1,dev-mutex,DEADLOCK,DEADLOCK"));
    assertThat(worth.sorted(cells).stream().map(cell -> cell.scenario().id()).distinct())
        .containsExactly("D1", "kill-flush", "raced-D1", "B", "A");
    assertThat(worth.tellsDesignsApart(cells.get(0).scenario())).isFalse();
  }

  @Test
  void withoutExpectationsTheOrderStaysExceptThatStagedOrderingsComeFirst() {
    final List<Cell> cells = new java.util.ArrayList<>();
    cells.addAll(row("kill-flush"));
    cells.addAll(row("C"));
    cells.addAll(row("B"));
    assertThat(new Worth(cells, Cells.expectations())
            .sorted(cells).stream().map(cell -> cell.scenario().id()).distinct())
        .containsExactly("C", "B", "kill-flush");
  }
}
