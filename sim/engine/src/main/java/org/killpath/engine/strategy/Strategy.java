package org.killpath.engine.strategy;

import java.util.List;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Chooser;

/**
 * How choices are made.
 *
 * <p>Life: a strategy is made for one subject and used by one thread. {@link #begin} is called before
 * each execution, with the executions counted from 0; if it returns false, the strategy has nothing
 * left to try and no execution follows. Then {@link #choose} is called before every visible
 * operation, with at least one candidate, until {@link #end} says that the execution is over. It may
 * answer {@link #CUT} to end an execution that can show nothing new. After an execution that broke
 * off, since the subject itself failed, nothing is called any more.
 *
 * <p>One that goes through interleavings one by one is {@link Systematic}. A strategy of one's own
 * is found by its {@link StrategyProvider}.
 */
public interface Strategy extends Chooser {
  /** Its name on the command line. */
  String name();

  /** Another execution begins. False if there is nothing left to try. */
  boolean begin(long execution);

  /**
   * The execution is over, or was cut. These are all tasks of its world; those that are blocked stay
   * so.
   */
  void end(List<Task> tasks);
}
