package org.killpath.explore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.killpath.kernel.Task;
import org.killpath.runtime.Controlled;
import org.killpath.runtime.StepObserver;
import org.killpath.runtime.carrier.Carriers;
import org.killpath.runtime.carrier.HandoffCeiling;

/**
 * How many schedules a single thread runs per second, and what bounds it.
 *
 * @param what was run
 * @param schedules the size of the sample
 * @param seconds how long it took
 * @param steps visible operations per schedule, those of set-up and later phases included
 * @param mainSteps those of the ordering itself
 * @param tasks that took part in the ordering itself, at most
 * @param decisions per schedule, where several tasks could go on
 * @param handoffs per schedule from one thread to another
 * @param bare what a bare handoff cost, measured between the slices of the sample
 */
public record Throughput(
    String what,
    long schedules,
    double seconds,
    double steps,
    double mainSteps,
    int tasks,
    double decisions,
    double handoffs,
    List<HandoffCeiling> bare) {
  private static final int RING = 3;
  private static final int SLICES = 10;
  private static final long HANDOFFS_ON_PLATFORM_THREADS = 10_000;
  private static final long HANDOFFS_ON_VIRTUAL_THREADS = 200_000;
  private static final int COUNTED = 1000;

  /** Runs one execution, again and again. */
  private interface Load {
    void run(Strategy strategy, StepObserver observer);
  }

  /**
   * Measures, on the calling thread as driver: a warm-up, then the sample in slices, and a bare
   * handoff before each, so that both meet the same disturbances.
   *
   * @param strategy for the sample
   * @param stopped ends the sample early
   */
  public static Throughput of(
      Cell cell, Strategy strategy, Duration warmUp, Duration sample, BooleanSupplier stopped) {
    return measure(
        cell.toString(),
        controlled -> new Execution(cell, controlled)::run,
        strategy,
        warmUp,
        sample,
        stopped);
  }

  /** The same for a program. */
  public static Throughput of(
      Program program,
      Strategy strategy,
      Duration warmUp,
      Duration sample,
      BooleanSupplier stopped) {
    return measure(
        "program " + program.name(),
        controlled -> new ProgramExecution(program, controlled)::run,
        strategy,
        warmUp,
        sample,
        stopped);
  }

  private static Throughput measure(
      String what,
      Function<Controlled, Load> loads,
      Strategy strategy,
      Duration warmUp,
      Duration sample,
      BooleanSupplier stopped) {
    final Counter counter = new Counter();
    try (Carriers bare = Carriers.best();
        Controlled controlled = new Controlled(Carriers.best())) {
      final Load load = loads.apply(controlled);
      for (int i = 0; i < COUNTED; i++) {
        strategy.begin(i);
        counter.begin();
        load.run(strategy, counter);
      }
      new Loop(load, strategy, controlled, stopped).run(warmUp);
      final Loop timed = new Loop(load, strategy, controlled, stopped);
      final List<HandoffCeiling> ceilings = new ArrayList<>();
      for (int slice = 0; slice < SLICES; slice++) {
        ceilings.add(ceiling(bare));
        timed.run(sample.dividedBy(SLICES));
      }
      final double schedules = timed.schedules;
      return new Throughput(
          what,
          timed.schedules,
          timed.nanos / 1e9,
          timed.steps / schedules,
          (double) counter.mainSteps / COUNTED,
          counter.mostTasks,
          timed.decisions / schedules,
          timed.handoffs / schedules,
          List.copyOf(ceilings));
    }
  }

  private static HandoffCeiling ceiling(Carriers carriers) {
    final long handoffs = carriers.kind() == Carriers.Kind.PLATFORM
        ? HANDOFFS_ON_PLATFORM_THREADS
        : HANDOFFS_ON_VIRTUAL_THREADS;
    return HandoffCeiling.measure(carriers, RING, 1, handoffs);
  }

  public double schedulesPerSecond() {
    return schedules / seconds;
  }

  /** The mean of all slices. */
  public double nanosPerHandoff() {
    return bare.stream().mapToDouble(HandoffCeiling::medianNanos).average().orElseThrow();
  }

  /** What could be reached if nothing but handoffs took time. */
  public double ceilingPerSecond() {
    return 1e9 / (handoffs * nanosPerHandoff());
  }

  /** Runs schedules for some time and adds up what they took. */
  private static final class Loop {
    private final Load load;
    private final Strategy strategy;
    private final Controlled controlled;
    private final BooleanSupplier stopped;
    long schedules;
    long nanos;
    long steps;
    long decisions;
    long handoffs;

    Loop(Load load, Strategy strategy, Controlled controlled, BooleanSupplier stopped) {
      this.load = load;
      this.strategy = strategy;
      this.controlled = controlled;
      this.stopped = stopped;
    }

    void run(Duration time) {
      final long start = System.nanoTime();
      final long wanted = time.toNanos();
      long spent = 0;
      do {
        if (!strategy.begin(schedules)) {
          break;
        }
        try {
          load.run(strategy, StepObserver.NONE);
        } catch (ExecutionCut | StageMissed counted) {
          // it took its time all the same
        }
        schedules++;
        steps += controlled.steps();
        decisions += controlled.decisions();
        handoffs += controlled.handoffs();
        spent = System.nanoTime() - start;
      } while (spent < wanted && !stopped.getAsBoolean());
      nanos += spent;
    }
  }

  /** Counts what only an observer can tell apart. */
  private static final class Counter implements StepObserver {
    private final Set<Task> tasks = new HashSet<>();
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
