package org.killpath.lab.claim;

import java.util.ArrayList;
import java.util.List;

/** A cell by the ids of its ordering and its design. */
public record CellName(String scenario, String design) {
  /** Every one of these orderings under every one of these designs. */
  static List<CellName> grid(List<String> scenarios, List<String> designs) {
    final List<CellName> cells = new ArrayList<>();
    for (String design : designs) {
      for (String scenario : scenarios) {
        cells.add(new CellName(scenario, design));
      }
    }
    return cells;
  }

  @Override
  public String toString() {
    return scenario + " x " + design;
  }
}
