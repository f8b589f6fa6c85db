package org.killpath.engine.strategy;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Chooser;

/**
 * How choices are made.
 *
 * <p>Life: a strategy is made for one cell and used by one thread. {@link #begin} is called before
 * each execution, with the executions counted from 0; if it returns false, the strategy has nothing
 * left to try and no execution follows. Then {@link #choose} is called before every visible
 * operation, with at least one candidate, until {@link #end} says that the execution is over. It may
 * answer {@link #CUT} to end an execution that can show nothing new.
 */
public interface Strategy extends Chooser {
  /** Tasks of one world at the most: their sets are bits of a long. */
  int MOST_TASKS = 64;

  /** Its name on the command line. */
  String name();

  /** Another execution begins. False if there is nothing left to try. */
  boolean begin(long execution);

  /**
   * The world is quiescent, and another phase begins: whatever the tasks do that are new in it comes
   * after all that has happened.
   */
  default void phase() {}

  /**
   * The last phase is over, or the execution was cut: these are all tasks, and those that are blocked
   * stay so.
   */
  default void stuck(List<Task> tasks) {}

  /** The execution is over, or was cut. */
  default void end() {}

  /** True if no interleaving is left that could show anything new. */
  default boolean isComplete() {
    return false;
  }

  /**
   * True if it goes through interleavings one by one, so that an end before {@link #begin} returns
   * false leaves some out; false if it draws them.
   */
  default boolean isSystematic() {
    return false;
  }

  /** True if it does the same with every seed. */
  default boolean ignoresSeed() {
    return isSystematic();
  }

  /**
   * What is left to try, between two executions, for another strategy of the same name to {@link
   * #resume}; empty if this one draws, or is at its end.
   */
  default Optional<long[]> frontier() {
    return Optional.empty();
  }

  /** Goes on from there, before the first execution. */
  default void resume(long[] frontier) {
    throw new IllegalStateException(name() + " has no frontier");
  }
}
