package org.killpath.app.diagnose.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Sighting;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.Verdict;
import org.killpath.lab.cell.Cell;

/** Runs cells of the model, each once, and remembers what they showed. Not for several threads. */
public final class Model {
  /** Explores cells; the results are in the order of the cells. */
  @FunctionalInterface
  public interface Search {
    List<Result<Cell>> explore(List<Cell> cells);
  }

  /** A cell by its names: two objects may stand for the same. */
  private record Name(String scenario, String design) {
    static Name of(Cell cell) {
      return new Name(cell.scenario().id(), cell.design().id());
    }
  }

  private final Search search;
  private final Map<Name, Result<Cell>> results = new HashMap<>();
  private final Map<Name, List<Sight>> sights = new HashMap<>();

  public Model(Search search) {
    this.search = search;
  }

  /** What each of the cells showed. */
  public List<Result<Cell>> results(List<Cell> cells) {
    final Map<Name, Cell> unknown = new LinkedHashMap<>();
    for (Cell cell : cells) {
      if (!results.containsKey(Name.of(cell))) {
        unknown.put(Name.of(cell), cell);
      }
    }
    if (!unknown.isEmpty()) {
      search
          .explore(List.copyOf(unknown.values()))
          .forEach(result -> results.put(Name.of(result.subject()), result));
    }
    return cells.stream()
        .flatMap(cell -> Optional.ofNullable(results.get(Name.of(cell))).stream())
        .toList();
  }

  /** Every different hang that the cells showed. */
  public List<Sight> hangs(List<Cell> cells) {
    final List<Sight> all = new ArrayList<>();
    for (Result<Cell> result : results(cells)) {
      all.addAll(sights.computeIfAbsent(Name.of(result.subject()), unseen -> hangs(result)));
    }
    return all;
  }

  private static List<Sight> hangs(Result<Cell> result) {
    final List<Sight> hangs = new ArrayList<>();
    for (Sighting<Cell> sighting : result.sightings()) {
      final Verdict verdict = sighting.verdict();
      if (verdict.outcome().isHang()) {
        hangs.add(sight(result, sighting, verdict.evidence(), false));
        verdict.atClose().ifPresent(evidence -> hangs.add(sight(result, sighting, evidence, true)));
      }
    }
    return List.copyOf(hangs);
  }

  private static Sight sight(
      Result<Cell> result, Sighting<Cell> sighting, Evidence evidence, boolean atEnd) {
    return new Sight(
        result.subject(),
        sighting.verdict().outcome(),
        evidence,
        atEnd,
        sighting.count(),
        result.schedules() - result.missed(),
        sighting.token());
  }
}
