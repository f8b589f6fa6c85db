package org.killpath.engine.runtime;

import java.util.Arrays;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/** The tasks that can take a step, in the order in which they were started. */
public final class Ready {
  private Task[] tasks = new Task[8];
  private int count;
  private int current;
  private boolean firstOfPart;

  void clear(boolean first) {
    count = 0;
    current = -1;
    firstOfPart = first;
  }

  void add(Task task, boolean isCurrent) {
    if (count == tasks.length) {
      tasks = Arrays.copyOf(tasks, count * 2);
    }
    if (isCurrent) {
      current = count;
    }
    tasks[count++] = task;
  }

  /**
   * True at the first choice since everybody was at rest: whatever the tasks do that are new now
   * comes after all that has happened.
   */
  public boolean isFirstOfPart() {
    return firstOfPart;
  }

  /** How many there are; at least one while a strategy is asked. */
  public int count() {
    return count;
  }

  /** The task at {@code position}, from 0 to {@link #count} - 1. */
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
