package org.killpath.lab.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.strategy.SplitMix;
import org.killpath.engine.strategy.Strategy;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.search.CellResult.Coverage;
import org.killpath.lab.search.Exploration.Pause;

/**
 * Runs many schedules of many cells, at least one of each unless it is stopped. Each of its threads takes one cell after the other and has a
 * runtime of its own, so a world never moves between threads; each cell has a strategy and a seed of
 * its own, so what comes out does not depend on how many threads there are.
 *
 * <p>Life: one call of {@link #explore}, which {@link #stop} ends early from another thread.
 */
public final class Explorer {
  /** Told how far the run has come, by any thread of it. */
  public interface Progress {
    Progress NONE = new Progress() {};

    /** So many more schedules have been run. */
    default void schedules(long more) {}

    /** A cell is finished. */
    default void finished(CellResult result) {}
  }

  private static final long SHORTEST_SLICE_NANOS = 2_000_000;

  private final LongFunction<Strategy> strategies;
  private final Supplier<Controlled> runtimes;
  private final long seed;
  private final Budget budget;
  private final int threads;
  private final Progress progress;
  private volatile boolean stopped;

  /**
   * An explorer for one run.
   *
   * @param strategies makes a strategy from a seed, for one cell
   * @param runtimes makes a runtime, for one thread
   * @param threads how many cells are explored side by side
   */
  public Explorer(
      LongFunction<Strategy> strategies,
      Supplier<Controlled> runtimes,
      long seed,
      Budget budget,
      int threads,
      Progress progress) {
    this.strategies = strategies;
    this.runtimes = runtimes;
    this.seed = seed;
    this.budget = budget;
    this.threads = threads;
    this.progress = progress;
  }

  /** Explores; the results are in the order of {@code cells}. */
  public List<CellResult> explore(List<Cell> cells) {
    return goOn(cells.stream()
        .map(cell -> new Exploration(cell, strategies.apply(seedOf(cell, seed)), seed))
        .toList());
  }

  /** Goes on with what may have been begun before; the results are in the same order. */
  public List<CellResult> goOn(List<Exploration> explorations) {
    final Run run = new Run(explorations);
    final int crew = Math.max(1, Math.min(threads, explorations.size()));
    final CountDownLatch working = new CountDownLatch(crew);
    for (int i = 0; i < crew; i++) {
      final Thread thread = new Thread(
          () -> {
            try {
              run.work();
            } finally {
              working.countDown();
            }
          },
          "explorer-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    awaitUninterruptibly(working);
    return run.results();
  }

  /** Ends the run after the schedules that are under way; what was found so far is returned. */
  public void stop() {
    stopped = true;
  }

  /** The seed of one cell: the same whatever other cells are explored, and in whatever order. */
  public static long seedOf(Cell cell, long seed) {
    return SplitMix.seedFor(cell.scenario().id() + "\n" + cell.design().id(), seed);
  }

  /** An interrupt asks for an early end, not for a lost result. */
  private void awaitUninterruptibly(CountDownLatch working) {
    boolean interrupted = false;
    while (true) {
      try {
        working.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        stop();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The state that the threads of one run share: a queue, to whose end a search returns that was out
   * of time while others may need less than theirs.
   */
  private final class Run {
    private record Place(int index, Exploration exploration) {}

    private final List<Exploration> all;
    private final AtomicReferenceArray<CellResult> results;
    private final Queue<Place> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unfinished;
    private final Optional<Long> deadline;

    Run(List<Exploration> explorations) {
      all = List.copyOf(explorations);
      results = new AtomicReferenceArray<>(all.size());
      unfinished = new AtomicInteger(all.size());
      deadline = budget.time().map(time -> System.nanoTime() + time.toNanos());
      for (int index = 0; index < all.size(); index++) {
        queue.add(new Place(index, all.get(index)));
      }
    }

    void work() {
      Controlled controlled = runtimes.get();
      try {
        for (Place place = queue.poll(); place != null; place = queue.poll()) {
          final Exploration exploration = place.exploration();
          final Pause pause = run(exploration, controlled);
          if (pause == Pause.TIME && isWorthMoreTime(exploration)) {
            queue.add(place);
          } else {
            finish(place, pause, controlled);
            if (pause == Pause.FAILED) {
              controlled = runtimes.get(); // the old one may be in any state
            }
          }
        }
      } finally {
        controlled.close();
      }
    }

    private boolean isWorthMoreTime(Exploration exploration) {
      return budget.schedules().isEmpty() && nanosLeft() > 0 && exploration.isResumable();
    }

    private Pause run(Exploration exploration, Controlled controlled) {
      final long end = System.nanoTime() + slice();
      return exploration.run(
          controlled,
          budget.most(exploration.cell()),
          () -> deadline.isPresent() && System.nanoTime() - end >= 0,
          () -> stopped,
          progress::schedules);
    }

    private void finish(Place place, Pause pause, Controlled controlled) {
      final CellResult result =
          place.exploration().result(pause, budget.schedules().isPresent(), controlled);
      results.set(place.index(), result);
      unfinished.decrementAndGet();
      progress.finished(result);
    }

    List<CellResult> results() {
      final List<CellResult> found = new ArrayList<>(all.size());
      for (int i = 0; i < all.size(); i++) {
        final CellResult result = results.get(i);
        found.add(result == null ? failed(all.get(i).cell()) : result);
      }
      return Collections.unmodifiableList(found);
    }

    private CellResult failed(Cell cell) {
      return new CellResult(
          cell,
          "",
          seed,
          Coverage.NOT_RUN,
          0,
          0,
          Optional.empty(),
          0,
          List.of(),
          Optional.of("its thread died"));
    }

    private long nanosLeft() {
      return deadline.map(end -> Math.max(0, end - System.nanoTime())).orElse(0L);
    }

    /** An equal part of the time that is left, among those that are unfinished. */
    private long slice() {
      final int rounds = Math.max(1, (unfinished.get() + threads - 1) / threads);
      return Math.max(nanosLeft() / rounds, Math.min(nanosLeft(), SHORTEST_SLICE_NANOS));
    }
  }
}
