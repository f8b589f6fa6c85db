package org.killpath.stress;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectation;
import org.killpath.stress.result.CellReport;
import org.killpath.stress.result.Known;
import org.killpath.stress.result.Proof;

/** Cells and reports for tests. */
public final class Cells {
  private Cells() {}

  /** The cell of these names. */
  public static Cell cell(String scenario, String design) {
    return new Cell(
        ScenarioCatalogue.all().find(scenario).orElseThrow(),
        DesignCatalogue.all().find(design).orElseThrow());
  }

  /** All executions of a cell show these. */
  public static Known proven(Outcome... outcomes) {
    return new Known(Optional.of(new Proof(Set.of(outcomes), 12)), Optional.empty(), false);
  }

  /** Nothing else is accounted for. */
  public static Known expected(Outcome... outcomes) {
    return new Known(
        Optional.empty(), Optional.of(new Expectation(Set.of(), Set.of(outcomes))), false);
  }

  /** What free worlds of a cell came to. */
  public static CellReport free(Cell cell, Known known, Map<String, Long> seen) {
    return new CellReport(cell, seen, Optional.empty(), known);
  }
}
