package org.killpath.lab.search;

import java.util.Optional;
import org.killpath.engine.judge.Judge;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.strategy.ExecutionCut;
import org.killpath.engine.strategy.Strategy;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.scenario.Phase;
import org.killpath.lab.scenario.World;

/** Runs worlds of one cell, one after the other, each through all its phases. */
public final class Execution {
  /** What an observer is told before the owner sets the device up. */
  public static final String SET_UP = "set-up";

  /** What an observer is told before the ordering itself. */
  public static final String MAIN = "main";

  /** What an observer is told when nothing follows. */
  public static final String END = "end";

  private final Cell cell;
  private final Controlled controlled;
  private final Judge judge;

  public Execution(Cell cell, Controlled controlled) {
    this(cell, controlled, new Judge());
  }

  /** With a judge that has seen executions of this cell before. */
  Execution(Cell cell, Controlled controlled, Judge judge) {
    this.cell = cell;
    this.controlled = controlled;
    this.judge = judge;
  }

  /**
   * One execution, from a new world to its end.
   *
   * @throws ExecutionCut if the strategy ended it
   * @throws StageMissed if an actor waited for a state that the ordering needs and that never came
   */
  public Verdict run(Strategy strategy, StepObserver observer) {
    controlled.begin(strategy, observer);
    try {
      return run(new World(controlled, cell.scenario(), cell.design()), strategy, observer);
    } finally {
      strategy.end();
      controlled.end();
    }
  }

  private Verdict run(World world, Strategy strategy, StepObserver observer) {
    judge.begin(world.kernel(), world::isObliged);
    observer.phase(SET_UP);
    world.setUp();
    controlled.runFixed();
    observer.phase(MAIN);
    world.begin();
    runPhase(world, strategy);
    final Optional<String> missed = world.missedStage();
    if (missed.isPresent()) {
      strategy.stuck(world.kernel().tasks());
      throw new StageMissed(cell, missed.get());
    }
    final boolean completed = judge.afterMain();
    for (Phase phase : world.laterPhases(completed)) {
      if (phase == Phase.CLOSED) {
        judge.beforeClose(phase.title());
      }
      observer.phase(phase.title());
      world.begin(phase);
      runPhase(world, strategy);
      if (phase == Phase.CLOSED) {
        judge.afterClose(phase.title());
      } else {
        judge.afterPhase(phase.title());
      }
    }
    observer.phase(END);
    strategy.stuck(world.kernel().tasks());
    return judge.verdict();
  }

  /** To the end of the phase: whatever can happen has happened, and no wait runs out any more. */
  private void runPhase(World world, Strategy strategy) {
    do {
      strategy.phase();
      controlled.run();
      if (controlled.isCut()) {
        strategy.stuck(world.kernel().tasks());
        throw ExecutionCut.INSTANCE;
      }
    } while (world.kernel().passTime());
  }
}
