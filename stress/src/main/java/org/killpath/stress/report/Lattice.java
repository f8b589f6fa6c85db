package org.killpath.stress.report;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.killpath.lab.cell.CellId;
import org.killpath.stress.result.CellReport;

/** Cells by row and column, both in the order in which they first appear. */
final class Lattice {
  private final Map<CellId, CellReport> cells = new LinkedHashMap<>();
  private final Set<String> scenarios = new LinkedHashSet<>();
  private final Set<String> designs = new LinkedHashSet<>();

  Lattice(List<CellReport> reports) {
    for (CellReport report : reports) {
      final CellId id = report.cell().cellId();
      cells.put(id, report);
      scenarios.add(id.scenario());
      designs.add(id.design());
    }
  }

  List<String> scenarios() {
    return List.copyOf(scenarios);
  }

  List<String> designs() {
    return List.copyOf(designs);
  }

  Optional<CellReport> cell(String scenario, String design) {
    return Optional.ofNullable(cells.get(new CellId(scenario, design)));
  }

  /** All cells of one design. */
  List<CellReport> column(String design) {
    return cells.values().stream()
        .filter(cell -> cell.cell().design().id().equals(design))
        .toList();
  }
}
