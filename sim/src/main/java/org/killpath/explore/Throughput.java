package org.killpath.explore;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.killpath.kernel.Task;
import org.killpath.runtime.Controlled;
import org.killpath.runtime.StepObserver;
import org.killpath.runtime.carrier.Carriers;
import org.killpath.runtime.carrier.HandoffCeiling;

/**
 * How many schedules of one cell a single thread runs per second, and what bounds it.
 *
 * @param schedules the size of the sample
 * @param seconds how long it took
 * @param steps visible operations per schedule, those of set-up and later phases included
 * @param mainSteps those of the ordering itself
 * @param tasks that took part in the ordering itself, at most
 * @param decisions per schedule, where several tasks could go on
 * @param handoffs per schedule from one thread to another
 * @param before what a bare handoff cost before the sample was taken
 * @param after the same afterwards
 */
public record Throughput(
    long schedules,
    double seconds,
    double steps,
    double mainSteps,
    int tasks,
    double decisions,
    double handoffs,
    HandoffCeiling before,
    HandoffCeiling after) {
  private static final int RING = 3;
  private static final int ROUNDS = 9;
  private static final long HANDOFFS_ON_PLATFORM_THREADS = 10_000;
  private static final long HANDOFFS_ON_VIRTUAL_THREADS = 200_000;
  private static final int COUNTED = 1000;

  /**
   * Measures, on the calling thread as driver: the bare handoff, so many seconds of warm-up, the
   * sample, the bare handoff again.
   *
   * @param strategy for the sample
   * @param stopped ends the sample early
   */
  public static Throughput measure(
      Cell cell, Strategy strategy, Duration warmUp, Duration sample, BooleanSupplier stopped) {
    final Counter counter = new Counter();
    try (Carriers bare = Carriers.best();
        Controlled controlled = new Controlled(Carriers.best())) {
      final Execution execution = new Execution(cell, controlled);
      for (int i = 0; i < COUNTED; i++) {
        strategy.begin(i);
        counter.begin();
        execution.run(strategy, counter);
      }
      final Loop loop = new Loop(execution, strategy, controlled, stopped);
      loop.run(warmUp);
      final HandoffCeiling before = ceiling(bare);
      final Loop timed = new Loop(execution, strategy, controlled, stopped);
      timed.run(sample);
      final double schedules = timed.schedules;
      return new Throughput(
          timed.schedules,
          timed.nanos / 1e9,
          timed.steps / schedules,
          (double) counter.mainSteps / COUNTED,
          counter.mostTasks,
          timed.decisions / schedules,
          timed.handoffs / schedules,
          before,
          ceiling(bare));
    }
  }

  private static HandoffCeiling ceiling(Carriers carriers) {
    final long handoffs = carriers.kind() == Carriers.Kind.PLATFORM
        ? HANDOFFS_ON_PLATFORM_THREADS
        : HANDOFFS_ON_VIRTUAL_THREADS;
    return HandoffCeiling.measure(carriers, RING, ROUNDS, handoffs);
  }

  public double schedulesPerSecond() {
    return schedules / seconds;
  }

  /** The mean of both measurements. */
  public double nanosPerHandoff() {
    return (before.medianNanos() + after.medianNanos()) / 2;
  }

  /** What could be reached if nothing but handoffs took time. */
  public double ceilingPerSecond() {
    return 1e9 / (handoffs * nanosPerHandoff());
  }

  /** Runs schedules for some time and adds up what they took. */
  private static final class Loop {
    private final Execution execution;
    private final Strategy strategy;
    private final Controlled controlled;
    private final BooleanSupplier stopped;
    long schedules;
    long nanos;
    long steps;
    long decisions;
    long handoffs;

    Loop(Execution execution, Strategy strategy, Controlled controlled, BooleanSupplier stopped) {
      this.execution = execution;
      this.strategy = strategy;
      this.controlled = controlled;
      this.stopped = stopped;
    }

    void run(Duration time) {
      final long start = System.nanoTime();
      final long wanted = time.toNanos();
      do {
        if (!strategy.begin(schedules)) {
          break;
        }
        try {
          execution.run(strategy, StepObserver.NONE);
        } catch (ExecutionCut | StageMissed counted) {
          // it took its time all the same
        }
        schedules++;
        steps += controlled.steps();
        decisions += controlled.decisions();
        handoffs += controlled.handoffs();
        nanos = System.nanoTime() - start;
      } while (nanos < wanted && !stopped.getAsBoolean());
    }
  }

  /** Counts what only an observer can tell apart. */
  private static final class Counter implements StepObserver {
    private final java.util.Set<Task> tasks = new java.util.HashSet<>();
    private boolean main;
    private long mainSteps;
    private int mostTasks;

    void begin() {
      tasks.clear();
      main = false;
    }

    @Override
    public void phase(String title) {
      main = title.equals(Execution.MAIN);
    }

    @Override
    public void step(Task task, Task previous, boolean previousBlocked) {
      if (main) {
        mainSteps++;
        tasks.add(task);
        mostTasks = Math.max(mostTasks, tasks.size());
      }
    }
  }
}
