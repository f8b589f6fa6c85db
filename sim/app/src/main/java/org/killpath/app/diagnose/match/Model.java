package org.killpath.app.diagnose.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.killpath.engine.judge.Evidence;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.CellId;

/** Asks what cells of the model show, of each once, and remembers it. Not for several threads. */
public final class Model {
  /** Tells what cells show, in the order of the cells. */
  @FunctionalInterface
  public interface Search {
    List<Shown> explore(List<Cell> cells);
  }

  /** What a cell showed, and the hangs among that. */
  private record Known(Shown shown, List<Sight> hangs) {}

  private final Search search;
  private final Map<CellId, Known> known = new HashMap<>();

  public Model(Search search) {
    this.search = search;
  }

  /** What each of the cells showed. */
  public List<Shown> results(List<Cell> cells) {
    return known(cells).stream().map(Known::shown).toList();
  }

  /** Every different hang that the cells showed. */
  public List<Sight> hangs(List<Cell> cells) {
    final List<Sight> all = new ArrayList<>();
    known(cells).forEach(cell -> all.addAll(cell.hangs()));
    return all;
  }

  private List<Known> known(List<Cell> cells) {
    final List<CellId> ids = cells.stream().map(Cell::cellId).toList();
    final Map<CellId, Cell> unknown = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      if (!known.containsKey(ids.get(i))) {
        unknown.put(ids.get(i), cells.get(i));
      }
    }
    if (!unknown.isEmpty()) {
      search
          .explore(List.copyOf(unknown.values()))
          .forEach(shown -> known.put(shown.cell().cellId(), new Known(shown, hangs(shown))));
    }
    return ids.stream().map(known::get).filter(Objects::nonNull).toList();
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
