package org.killpath.engine.runtime;

import org.killpath.engine.kernel.Task;

/** Sees each step of a controlled execution just before it is taken: to rebuild a trace. */
@FunctionalInterface
public interface StepObserver {
  /** Sees nothing. */
  StepObserver NONE = (task, previous, previousBlocked) -> {};

  /**
   * A step is about to be taken.
   *
   * @param task takes the step; its pending operation says which
   * @param previous who took the step before
   * @param previousBlocked true if {@code previous} could not have gone on
   */
  void step(Task task, Task previous, boolean previousBlocked);

  /** The part begins, or, with {@link Part#END}, none does; nobody can take a step yet. */
  default void part(Part part) {}
}
