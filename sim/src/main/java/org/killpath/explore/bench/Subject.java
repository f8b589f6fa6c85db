package org.killpath.explore.bench;

import java.util.function.Function;
import org.killpath.explore.Cell;
import org.killpath.explore.Execution;
import org.killpath.explore.ExecutionCut;
import org.killpath.explore.Program;
import org.killpath.explore.ProgramExecution;
import org.killpath.explore.StageMissed;
import org.killpath.explore.Strategy;
import org.killpath.outcome.Outcome;
import org.killpath.runtime.Controlled;
import org.killpath.runtime.StepObserver;

/**
 * What strategies are measured on: a cell, or a program of a paper.
 *
 * @param scenario the ordering, or the program
 * @param design the design; {@code -} for a program
 * @param loads makes what runs it on a runtime
 */
public record Subject(String scenario, String design, Function<Controlled, Load> loads) {
  private static final String NO_DESIGN = "-";

  /** Runs one execution, again and again. */
  @FunctionalInterface
  public interface Load {
    /**
     * One execution to its end; what it showed.
     *
     * @throws ExecutionCut if the strategy ended it
     * @throws StageMissed if the ordering did not come about
     */
    Outcome run(Strategy strategy, StepObserver observer);
  }

  public static Subject of(Cell cell) {
    return new Subject(cell.scenario().id(), cell.design().id(), controlled -> {
      final Execution execution = new Execution(cell, controlled);
      return (strategy, observer) -> execution.run(strategy, observer).outcome();
    });
  }

  public static Subject of(Program program) {
    return new Subject(
        program.name(), NO_DESIGN, controlled -> new ProgramExecution(program, controlled)::run);
  }

  /** Ready to run on {@code controlled}. */
  public Load on(Controlled controlled) {
    return loads.apply(controlled);
  }

  public String name() {
    return design.equals(NO_DESIGN) ? "program " + scenario : scenario + " x " + design;
  }
}
