package org.killpath.lab.invent;

import java.util.List;
import org.killpath.engine.explore.Result;
import org.killpath.lab.cell.Cell;

/** Explores cells, in whatever number of threads: what comes out depends on the cells alone. */
@FunctionalInterface
public interface Measuring {
  /**
   * The results, in the order of {@code cells}; fewer of them, or partial ones, if the user has
   * enough.
   */
  List<Result<Cell>> explore(List<Cell> cells, String strategy, long schedules);
}
