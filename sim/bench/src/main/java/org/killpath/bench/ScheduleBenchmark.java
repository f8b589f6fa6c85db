package org.killpath.bench;

import java.util.concurrent.TimeUnit;
import org.killpath.engine.program.Program;
import org.killpath.engine.program.Programs;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Runner;
import org.killpath.engine.search.Strategies;
import org.killpath.engine.strategy.Strategy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One schedule of the program of three tasks, for what it allocates. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ScheduleBenchmark {
  /** Strategies as on the command line. */
  @Param({"random-walk", "pct3", "pos", "urw", "dpor"})
  public String strategy;

  private Controlled controlled;
  private Runner<Program> runner;
  private Strategy running;
  private long begun;

  @Setup
  public void open() {
    final Program program = Programs.teardown();
    controlled = new Controlled(Carriers.best());
    runner = new Runner<>(program, controlled);
    running = newStrategy();
  }

  private Strategy newStrategy() {
    begun = 0;
    return Strategies.all().byName(strategy, 1).orElseThrow();
  }

  @TearDown
  public void close() {
    controlled.close();
  }

  /** True if it failed, which it never does. */
  @Benchmark
  public boolean schedule() {
    if (!running.begin(begun++)) {
      running = newStrategy();
      running.begin(begun++);
    }
    return runner.run(running, StepObserver.NONE) instanceof Ran.Ended<Program> ended
        && ended.verdict().outcome().isFailure();
  }
}
