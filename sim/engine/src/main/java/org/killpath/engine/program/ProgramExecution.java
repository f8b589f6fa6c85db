package org.killpath.engine.program;

import org.killpath.engine.judge.Outcome;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.strategy.ExecutionCut;
import org.killpath.engine.strategy.Strategy;

/** Runs a {@link Program}, again and again: worlds that have one phase and no device. */
public final class ProgramExecution {
  private final Program program;
  private final Controlled controlled;

  public ProgramExecution(Program program, Controlled controlled) {
    this.program = program;
    this.controlled = controlled;
  }

  /**
   * One execution. True if it showed a bug: a warning, or a task that did not come to its end.
   *
   * @throws ExecutionCut if the strategy ended it
   */
  public boolean run(Strategy strategy) {
    return run(strategy, StepObserver.NONE) != Outcome.COMPLETED;
  }

  /** The same, watched: what it showed. */
  public Outcome run(Strategy strategy, StepObserver observer) {
    controlled.begin(strategy, observer);
    try {
      observer.phase("main");
      final Kernel kernel = new Kernel(controlled);
      program.tasks().accept(new Program.Tasks(kernel));
      strategy.phase();
      controlled.run();
      strategy.stuck(kernel.tasks());
      if (controlled.isCut()) {
        throw ExecutionCut.INSTANCE;
      }
      return outcome(kernel);
    } finally {
      strategy.end();
      controlled.end();
    }
  }

  private static Outcome outcome(Kernel kernel) {
    for (Task task : kernel.tasks()) {
      if (!task.isExited()) {
        return Outcome.HUNG;
      }
    }
    return kernel.complaints().isEmpty() ? Outcome.COMPLETED : Outcome.WARNED;
  }
}
