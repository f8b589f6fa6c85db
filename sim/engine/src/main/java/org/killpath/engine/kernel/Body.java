package org.killpath.engine.kernel;

/** What a task does, from its first operation to its last. */
@FunctionalInterface
public interface Body {
  /** Runs on the thread of {@code current}, and returns when the task exits. */
  void run(Task current);
}
