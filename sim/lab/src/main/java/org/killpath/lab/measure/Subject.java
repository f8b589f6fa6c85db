package org.killpath.lab.measure;

import java.util.function.Function;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.program.Program;
import org.killpath.engine.program.ProgramExecution;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.strategy.ExecutionCut;
import org.killpath.engine.strategy.Strategy;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.search.Execution;
import org.killpath.lab.search.StageMissed;

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
