package org.killpath.kernel;

/** One entry of a task's call trace; closing it is the return from the C function. */
public final class Frame implements AutoCloseable {
  private final Task task;

  Frame(Task task) {
    this.task = task;
  }

  @Override
  public void close() {
    task.leave();
  }
}
