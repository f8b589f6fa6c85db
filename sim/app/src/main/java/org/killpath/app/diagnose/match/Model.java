package org.killpath.app.diagnose.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.killpath.engine.judge.Evidence;
import org.killpath.lab.cell.Cell;

/** Asks what cells of the model show, of each once, and remembers it. Not for several threads. */
public final class Model {
  /** Tells what cells show, in the order of the cells. */
  @FunctionalInterface
  public interface Search {
    List<Shown> explore(List<Cell> cells);
  }

  /** A cell by its names: two objects may stand for the same. */
  private record Name(String scenario, String design) {
    static Name of(Cell cell) {
      return new Name(cell.scenario().id(), cell.design().id());
    }
  }

  private final Search search;
  private final Map<Name, Shown> results = new HashMap<>();
  private final Map<Name, List<Sight>> sights = new HashMap<>();

  public Model(Search search) {
    this.search = search;
  }

  /** What each of the cells showed. */
  public List<Shown> results(List<Cell> cells) {
    final Map<Name, Cell> unknown = new LinkedHashMap<>();
    for (Cell cell : cells) {
      if (!results.containsKey(Name.of(cell))) {
        unknown.put(Name.of(cell), cell);
      }
    }
    if (!unknown.isEmpty()) {
      search
          .explore(List.copyOf(unknown.values()))
          .forEach(shown -> results.put(Name.of(shown.cell()), shown));
    }
    return cells.stream()
        .flatMap(cell -> Optional.ofNullable(results.get(Name.of(cell))).stream())
        .toList();
  }

  /** Every different hang that the cells showed. */
  public List<Sight> hangs(List<Cell> cells) {
    final List<Sight> all = new ArrayList<>();
    for (Shown shown : results(cells)) {
      all.addAll(sights.computeIfAbsent(Name.of(shown.cell()), unseen -> hangs(shown)));
    }
    return all;
  }

  private static List<Sight> hangs(Shown shown) {
    final List<Sight> hangs = new ArrayList<>();
    for (Shown.Kind kind : shown.kinds()) {
      if (kind.outcome().isHang()) {
        hangs.add(sight(shown, kind, kind.evidence(), false));
        kind.atClose().ifPresent(evidence -> hangs.add(sight(shown, kind, evidence, true)));
      }
    }
    return List.copyOf(hangs);
  }

  private static Sight sight(Shown shown, Shown.Kind kind, Evidence evidence, boolean atEnd) {
    return new Sight(
        shown.cell(), kind.outcome(), evidence, atEnd, kind.count(), shown.judged(), kind.token());
  }
}
