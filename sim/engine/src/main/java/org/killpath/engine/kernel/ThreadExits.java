package org.killpath.engine.kernel;

/**
 * Is told when threads of a group exit, on the exiting thread. A look at this that nobody could have
 * changed would be no visible operation: so only groups of which somebody waits for that have one.
 */
public interface ThreadExits {
  /** {@code do_exit()} begins: the thread has its address space and its files yet. */
  default void begins(Task exiting) {}

  /** {@code release_task()}: the last thing that is seen of the thread. */
  default void ends(Task exiting) {}
}
