package org.killpath.engine.runtime;

import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/** The tasks that can take a step, in the order in which they were started. */
public final class Ready {
  private Task[] tasks = new Task[8];
  private int count;
  private int current;

  void clear() {
    count = 0;
    current = -1;
  }

  void add(Task task, boolean isCurrent) {
    if (count == tasks.length) {
      tasks = java.util.Arrays.copyOf(tasks, count * 2);
    }
    if (isCurrent) {
      current = count;
    }
    tasks[count++] = task;
  }

  public int count() {
    return count;
  }

  public Task task(int position) {
    return tasks[position];
  }

  /** The number of the task within its world. */
  public int index(int position) {
    return tasks[position].number();
  }

  /** The operation that the task performs if it is chosen. */
  public Op op(int position) {
    return tasks[position].pendingOp();
  }

  /** What that operation is performed on. */
  public Resource on(int position) {
    return tasks[position].pendingOn();
  }

  /** The position of the task that took the last step, or -1 if it cannot go on. */
  public int current() {
    return current;
  }
}
