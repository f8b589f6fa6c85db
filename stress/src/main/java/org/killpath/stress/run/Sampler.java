package org.killpath.stress.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Result;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.Pos;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.CellId;

/**
 * Draws interleavings of cells, by POS, on all processors. A design of somebody's own may wait or spin
 * without a step of the kernel's, and then nobody can stop it: that is seen, and not waited for.
 */
final class Sampler {
  /** As the application calls the strategy. */
  static final String STRATEGY = "pos";

  /** Why there is no result of a cell. */
  static final String ENDLESS = "an execution that does not come to an end, or takes no step any"
      + " more; of this cell or of another one that was under way";

  private static final int TICK_MILLIS = 200;

  /** Ten seconds; a schedule takes less than one. Counted, for the process itself may be stopped. */
  private static final int PATIENT_TICKS = 50;

  private final long seed;
  private final int patience;
  private final int threads = Runtime.getRuntime().availableProcessors();
  private final AtomicLong drawn = new AtomicLong();
  private final Map<CellId, Result<Cell>> finished = new ConcurrentHashMap<>();

  Sampler(long seed) {
    this(seed, PATIENT_TICKS);
  }

  /** With so many fifths of a second of patience when the time is up. */
  Sampler(long seed, int patience) {
    this.seed = seed;
    this.patience = patience;
  }

  /**
   * So many of each cell, or as many as fit into the time; in the order of {@code cells}. A cell of
   * which an execution does not end has a result that says so.
   */
  List<Result<Cell>> sample(List<Cell> cells, long schedules, Duration time) {
    final Explorer<Cell> explorer = new Explorer<>(
        Pos::new,
        () -> new Controlled(Carriers.best()),
        seed,
        new Bounds<Cell>(Optional.of(cell -> schedules), Optional.of(time)),
        threads,
        new Explorer.Progress<Cell>() {
          @Override
          public void schedules(long more) {
            drawn.addAndGet(more);
          }

          @Override
          public void finished(Result<Cell> result) {
            finished.put(result.subject().cellId(), result);
          }
        });
    final FutureTask<List<Result<Cell>>> drawing = new FutureTask<>(() -> explorer.explore(cells));
    final Thread thread = new Thread(drawing, "drawing");
    thread.setDaemon(true);
    thread.start();
    return await(drawing, time).orElseGet(() -> leftBehind(cells));
  }

  /** Nothing if nothing moves any more when the time is up. */
  private Optional<List<Result<Cell>>> await(
      FutureTask<List<Result<Cell>>> drawing, Duration time) {
    final long begun = System.nanoTime();
    long before = -1;
    int quiet = 0;
    while (quiet < patience) {
      try {
        return Optional.of(drawing.get(TICK_MILLIS, TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        final long now = drawn.get() + finished.size();
        final boolean overdue = System.nanoTime() - begun > time.toNanos();
        quiet = overdue && now == before ? quiet + 1 : 0;
        before = now;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    return Optional.empty();
  }

  private List<Result<Cell>> leftBehind(List<Cell> cells) {
    final Set<CellId> suspects = suspects(cells);
    final List<Result<Cell>> results = new ArrayList<>();
    for (Cell cell : cells) {
      final Result<Cell> result = finished.get(cell.cellId());
      if (result != null) {
        results.add(result);
      } else if (suspects.contains(cell.cellId())) {
        results.add(new Result<>(
            cell,
            STRATEGY,
            seed,
            Result.Coverage.NOT_RUN,
            0,
            0,
            Optional.empty(),
            0,
            List.of(),
            Optional.of(ENDLESS)));
      }
    }
    return results;
  }

  /** Those of somebody else's, if there are any. */
  private Set<CellId> suspects(List<Cell> cells) {
    final List<Cell> unfinished =
        cells.stream().filter(cell -> !finished.containsKey(cell.cellId())).toList();
    final List<Cell> theirs = unfinished.stream().filter(cell -> !isOurs(cell)).toList();
    return (theirs.isEmpty() ? unfinished : theirs)
        .stream().limit(threads).map(Cell::cellId).collect(Collectors.toSet());
  }

  private static boolean isOurs(Cell cell) {
    return cell.design().getClass().getName().startsWith("org.killpath.lab.");
  }

  /** Interleavings so far. */
  long drawn() {
    return drawn.get();
  }

  /** Cells so far. */
  long finished() {
    return finished.size();
  }
}
