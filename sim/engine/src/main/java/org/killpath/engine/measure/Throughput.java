package org.killpath.engine.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.runtime.carrier.HandoffCeiling;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Runner;
import org.killpath.engine.search.Subject;
import org.killpath.engine.strategy.Strategy;

/**
 * How many schedules a single thread runs per second, and what bounds it.
 *
 * @param subject what was run
 * @param schedules the size of the sample
 * @param cut how many of them the strategy ended early
 * @param seconds how long it took
 * @param steps visible operations per schedule, those of set-up and later phases included
 * @param mainSteps those of the ordering itself
 * @param tasks that took part in the ordering itself, at most
 * @param decisions per schedule, where several tasks could go on
 * @param handoffs per schedule from one thread to another
 * @param bytes allocated per schedule
 * @param slices the speed in each part of the sample, in schedules/s
 * @param bare what a bare handoff cost, measured between the slices of the sample
 */
public record Throughput(
    Subject subject,
    long schedules,
    long cut,
    double seconds,
    double steps,
    double mainSteps,
    int tasks,
    double decisions,
    double handoffs,
    double bytes,
    List<Double> slices,
    List<HandoffCeiling> bare) {
  private static final int RING = 3;
  private static final int SLICES = 10;

  /** Bare handoffs before a slice take about as long as the slice, but no longer than this. */
  private static final Duration BARE = Duration.ofMillis(5);

  private static final double HANDOFFS_OF_PLATFORM_THREADS = 2_000;
  private static final double HANDOFFS_OF_VIRTUAL_THREADS = 40_000;

  /** Slices' worth of bare handoffs that nobody looks at: compilers need that many. */
  private static final int WARM_UP = 8;

  private static final int COUNTED = 100;

  /**
   * Measures, on the calling thread as driver: a warm-up, then the sample in slices, and a bare
   * handoff before each, so that both meet the same disturbances.
   *
   * @param strategies makes the one for the sample, and another whenever that has nothing left
   * @param stopped ends the sample early
   */
  public static Throughput of(
      Subject subject,
      Supplier<Strategy> strategies,
      Duration warmUp,
      Duration sample,
      BooleanSupplier stopped) {
    final Counter counter = new Counter();
    try (Carriers bare = Carriers.best();
        Controlled controlled = new Controlled(Carriers.best())) {
      final Runner<Subject> runner = new Runner<>(subject, controlled);
      final Loop counted = new Loop(runner, strategies, stopped);
      for (int i = 0; i < COUNTED; i++) {
        counter.begin();
        counted.runOne(counter);
      }
      new Loop(runner, strategies, stopped).run(warmUp);
      final Duration length = sample.dividedBy(SLICES);
      final long handoffs = handoffs(bare.kind(), length);
      HandoffCeiling.measure(bare, RING, 1, WARM_UP * handoffs);
      final Loop timed = new Loop(runner, strategies, stopped);
      final List<HandoffCeiling> ceilings = new ArrayList<>();
      final List<Double> slices = new ArrayList<>();
      for (int slice = 0; slice < SLICES; slice++) {
        ceilings.add(HandoffCeiling.measure(bare, RING, 1, handoffs));
        final long before = timed.schedules;
        final long start = timed.nanos;
        timed.run(length);
        slices.add((timed.schedules - before) * 1e9 / (timed.nanos - start));
      }
      final double schedules = timed.schedules;
      return new Throughput(
          subject,
          timed.schedules,
          timed.cut,
          timed.nanos / 1e9,
          timed.steps / schedules,
          (double) counter.mainSteps / COUNTED,
          counter.mostTasks,
          timed.decisions / schedules,
          timed.handoffs / schedules,
          timed.bytes / schedules,
          List.copyOf(slices),
          List.copyOf(ceilings));
    }
  }

  /** How many take about as long as a slice, a lap of the ring at least. */
  private static long handoffs(Carriers.Kind kind, Duration slice) {
    final double most =
        kind == Carriers.Kind.PLATFORM ? HANDOFFS_OF_PLATFORM_THREADS : HANDOFFS_OF_VIRTUAL_THREADS;
    final double share = Math.min(1, (double) slice.toNanos() / BARE.toNanos());
    return Math.max(RING, Math.round(most * share));
  }

  /** The name of what was run. */
  public String what() {
    return subject.name();
  }

  /** The speed as a part of what could be reached, from 0 to 1. */
  public double shareOfCeiling() {
    return schedulesPerSecond() / ceilingPerSecond();
  }

  /** Nanoseconds for each visible operation. */
  public double nanosPerStep() {
    return 1e9 / schedulesPerSecond() / steps;
  }

  /** Schedules a second, over the whole sample. */
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
    private final Runner<Subject> runner;
    private final Supplier<Strategy> strategies;
    private final BooleanSupplier stopped;
    private Strategy strategy;
    private long begun;
    long schedules;
    long cut;
    long nanos;
    long steps;
    long decisions;
    long handoffs;
    long bytes;

    Loop(Runner<Subject> runner, Supplier<Strategy> strategies, BooleanSupplier stopped) {
      this.runner = runner;
      this.strategies = strategies;
      this.stopped = stopped;
      this.strategy = strategies.get();
    }

    void runOne(StepObserver observer) {
      if (!strategy.begin(begun++)) {
        strategy = strategies.get();
        strategy.begin(0);
        begun = 1;
      }
      if (runner.run(strategy, observer) instanceof Ran.Cut<Subject>) {
        cut++; // it took its time all the same
      }
      schedules++;
      final Controlled controlled = runner.controlled();
      steps += controlled.steps();
      decisions += controlled.decisions();
      handoffs += controlled.handoffs();
    }

    void run(Duration time) {
      final long allocated = Allocated.bytes();
      final long start = System.nanoTime();
      final long wanted = time.toNanos();
      long spent = 0;
      do {
        runOne(StepObserver.NONE);
        spent = System.nanoTime() - start;
      } while (spent < wanted && !stopped.getAsBoolean());
      nanos += spent;
      bytes += Allocated.bytes() - allocated;
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
    public void part(Part part) {
      main = part.isMain();
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
