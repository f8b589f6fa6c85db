package org.killpath.engine.runtime;

import java.util.Arrays;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/** The tasks that can take a step, in the order in which they were started. */
public final class Ready {
  /** Everybody who was started and has not ended, in that order. */
  private Task[] live = new Task[8];

  private int liveCount;

  /** Those among them who can take a step. */
  private Task[] tasks = new Task[8];

  /** Everybody live, by number. */
  private final Task[] numbered = new Task[Kernel.MOST_TASKS];

  private int count;
  private int current;
  private boolean firstOfPart;

  /** {@code task} was started. */
  void enter(Task task) {
    if (liveCount == live.length) {
      live = Arrays.copyOf(live, liveCount * 2);
      tasks = new Task[liveCount * 2];
    }
    live[liveCount++] = task;
    numbered[task.number()] = task;
  }

  /** {@code task} has ended. */
  void leave(Task task) {
    numbered[task.number()] = null;
    for (int place = 0; place < liveCount; place++) {
      if (live[place] == task) {
        System.arraycopy(live, place + 1, live, place, liveCount - place - 1);
        live[--liveCount] = null;
        return;
      }
    }
  }

  /** Is there one task alone that was started and has not ended? */
  public boolean isOneLive() {
    return liveCount == 1;
  }

  boolean isNobodyLive() {
    return liveCount == 0;
  }

  /** The live task that was started last. */
  Task youngest() {
    return live[liveCount - 1];
  }

  /** Can the task of that number take a step now? */
  boolean canStep(int number) {
    return numbered[number] != null && numbered[number].canStep();
  }

  /** The live task of that number. */
  Task numbered(int number) {
    return numbered[number];
  }

  /**
   * Looks who can take a step now.
   *
   * @param lastOrNull who took the last step
   * @param first was everybody at rest before?
   */
  void look(Task lastOrNull, boolean first) {
    count = 0;
    current = -1;
    firstOfPart = first;
    for (int place = 0; place < liveCount; place++) {
      final Task task = live[place];
      if (task.canStep()) {
        if (task == lastOrNull) {
          current = count;
        }
        put(count++, task);
      }
    }
  }

  /** Most stand where they stood before, and a collector is told of each that is put elsewhere. */
  private void put(int position, Task task) {
    if (tasks[position] != task) {
      tasks[position] = task;
    }
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
