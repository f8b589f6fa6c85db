package org.killpath.stress.detector;

import org.killpath.engine.kernel.Task;

/** What a task does. */
@FunctionalInterface
interface Step {
  void by(Task current);
}
