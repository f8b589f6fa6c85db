package org.killpath.stress.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Result;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.Pos;
import org.killpath.lab.cell.Cell;

/** Draws interleavings of cells, by POS, on all processors. */
final class Sampler {
  /** As the application calls the strategy. */
  static final String STRATEGY = "pos";

  private final long seed;
  private final AtomicLong drawn = new AtomicLong();
  private final AtomicLong finished = new AtomicLong();

  Sampler(long seed) {
    this.seed = seed;
  }

  /** So many of each cell, or as many as fit into the time; in the order of {@code cells}. */
  List<Result<Cell>> sample(List<Cell> cells, long schedules, Duration time) {
    return new Explorer<>(
            Pos::new,
            () -> new Controlled(Carriers.best()),
            seed,
            new Bounds<Cell>(Optional.of(cell -> schedules), Optional.of(time)),
            Runtime.getRuntime().availableProcessors(),
            new Explorer.Progress<Cell>() {
              @Override
              public void schedules(long more) {
                drawn.addAndGet(more);
              }

              @Override
              public void finished(Result<Cell> result) {
                finished.incrementAndGet();
              }
            })
        .explore(cells);
  }

  /** Interleavings so far. */
  long drawn() {
    return drawn.get();
  }

  /** Cells so far. */
  long finished() {
    return finished.get();
  }
}
