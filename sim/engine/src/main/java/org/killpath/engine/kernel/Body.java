package org.killpath.engine.kernel;

/** What a task does, from its first operation to its last. */
@FunctionalInterface
public interface Body {
  void run(Task current);
}
