package org.killpath.explore;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.killpath.explore.CellResult.Coverage;
import org.killpath.outcome.Verdict;
import org.killpath.runtime.Controlled;
import org.killpath.runtime.StepObserver;

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

  private static final int SCHEDULES_BETWEEN_REPORTS = 256;

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
    final Run run = new Run(cells);
    final int crew = Math.max(1, Math.min(threads, cells.size()));
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
  static long seedOf(Cell cell, long seed) {
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

  /** The state that the threads of one run share. */
  private final class Run {
    private final List<Cell> cells;
    private final AtomicReferenceArray<CellResult> results;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger unfinished;
    private final Optional<Long> deadline;

    Run(List<Cell> cells) {
      this.cells = List.copyOf(cells);
      this.results = new AtomicReferenceArray<>(cells.size());
      this.unfinished = new AtomicInteger(cells.size());
      this.deadline = budget.time().map(time -> System.nanoTime() + time.toNanos());
    }

    void work() {
      Controlled controlled = runtimes.get();
      try {
        for (int index = next.getAndIncrement();
            index < cells.size();
            index = next.getAndIncrement()) {
          final CellResult result = explore(cells.get(index), controlled);
          results.set(index, result);
          unfinished.decrementAndGet();
          progress.finished(result);
          if (result.failure().isPresent()) {
            controlled = runtimes.get(); // the old one may be in any state
          }
        }
      } finally {
        controlled.close();
      }
    }

    List<CellResult> results() {
      final List<CellResult> all = new ArrayList<>(cells.size());
      for (int i = 0; i < cells.size(); i++) {
        final CellResult result = results.get(i);
        all.add(result == null ? failed(cells.get(i)) : result);
      }
      return Collections.unmodifiableList(all);
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

    private CellResult explore(Cell cell, Controlled controlled) {
      final Strategy strategy = strategies.apply(seedOf(cell, seed));
      final Execution execution = new Execution(cell, controlled);
      final Tally tally = new Tally();
      final long most = budget.most(cell);
      final long cellDeadline = deadlineOfNextCell();
      Coverage coverage = Coverage.SAMPLED;
      Optional<String> failure = Optional.empty();
      long unreported = 0;
      for (long i = 0; ; i++) {
        if (i == most && !strategy.isComplete()) {
          coverage = strategy.isSystematic() ? Coverage.BOUND_REACHED : Coverage.SAMPLED;
          break;
        }
        if (stopped) {
          coverage = Coverage.PARTIAL;
          break;
        }
        if (i > 0 && deadline.isPresent() && System.nanoTime() - cellDeadline >= 0) {
          coverage = outOfTime(strategy);
          break;
        }
        if (!strategy.begin(i)) {
          coverage = strategy.isComplete() ? Coverage.COMPLETE : Coverage.EXHAUSTED;
          break;
        }
        try {
          final Verdict verdict = execution.run(strategy, StepObserver.NONE);
          tally.add(verdict, controlled);
        } catch (ExecutionCut cut) {
          tally.addCut();
        } catch (StageMissed missed) {
          tally.addMissed(missed.awaited());
        } catch (RuntimeException | Error broken) {
          coverage = Coverage.PARTIAL;
          failure = Optional.of("schedule " + i + ": " + broken);
          break;
        }
        if (++unreported == SCHEDULES_BETWEEN_REPORTS) {
          progress.schedules(unreported);
          unreported = 0;
        }
      }
      progress.schedules(unreported);
      return new CellResult(
          cell,
          strategy.name(),
          seed,
          tally.schedules() == 0 && failure.isEmpty() ? Coverage.NOT_RUN : coverage,
          tally.schedules(),
          tally.missed(),
          tally.missing(),
          tally.cut(),
          tally.sightings(cell, controlled),
          failure);
    }

    /** Time is a bound like another one, unless a number of schedules was asked for as well. */
    private Coverage outOfTime(Strategy strategy) {
      if (budget.schedules().isPresent()) {
        return Coverage.PARTIAL;
      }
      return strategy.isSystematic() ? Coverage.BOUND_REACHED : Coverage.TIMED;
    }

    /** The cell that begins now gets an equal part of the time that is left. */
    private long deadlineOfNextCell() {
      final long now = System.nanoTime();
      if (deadline.isEmpty()) {
        return now;
      }
      final long left = Math.max(0, deadline.get() - now);
      final int rounds = Math.max(1, (unfinished.get() + threads - 1) / threads);
      return now + left / rounds;
    }
  }
}
