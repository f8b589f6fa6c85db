package org.killpath.stress.run;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.killpath.engine.explore.Result;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.CellId;

/** What drawn interleavings of each cell showed: the largest sample, unless a smaller one failed. */
final class Drawn {
  private final Map<CellId, Result<Cell>> results = new ConcurrentHashMap<>();

  void add(Result<Cell> result) {
    if (result.failure().isPresent() || result.schedules() > schedules(result.subject())) {
      results.put(result.subject().cellId(), result);
    }
  }

  private long schedules(Cell cell) {
    return of(cell).map(Result::schedules).orElse(0L);
  }

  /** Of one cell, if there is anything. */
  Optional<Result<Cell>> of(Cell cell) {
    return Optional.ofNullable(results.get(cell.cellId()));
  }
}
