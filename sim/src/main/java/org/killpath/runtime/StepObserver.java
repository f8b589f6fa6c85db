package org.killpath.runtime;

import org.killpath.kernel.Task;

/** Sees each step of a controlled execution just before it is taken: to rebuild a trace. */
@FunctionalInterface
public interface StepObserver {
  StepObserver NONE = (task, previous, previousBlocked) -> {};

  /**
   * @param task takes the step; its pending operation says which
   * @param previous who took the step before
   * @param previousBlocked true if {@code previous} could not have gone on
   */
  void step(Task task, Task previous, boolean previousBlocked);
}
