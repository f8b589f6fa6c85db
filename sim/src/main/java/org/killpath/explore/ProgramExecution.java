package org.killpath.explore;

import org.killpath.kernel.Kernel;
import org.killpath.kernel.Task;
import org.killpath.outcome.Outcome;
import org.killpath.runtime.Controlled;
import org.killpath.runtime.StepObserver;

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
      observer.phase(Execution.MAIN);
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
