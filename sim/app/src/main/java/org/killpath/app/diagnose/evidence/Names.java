package org.killpath.app.diagnose.evidence;

import java.util.HashMap;
import java.util.Map;
import org.killpath.app.diagnose.log.TaskId;

/** One name for each task, though some reports have its pid only. */
final class Names {
  private static final int MOST = 4096;

  private final Map<Integer, TaskId> known = new HashMap<>();

  /** The task by the name under which it was first seen. */
  TaskId of(TaskId task) {
    if (!task.isNamed()) {
      return task;
    }
    final TaskId before = known.get(task.pid());
    if (before == null) {
      if (known.size() < MOST) {
        known.put(task.pid(), task);
      }
      return task;
    }
    if (task.comm().isEmpty()) {
      return before;
    }
    if (before.comm().isEmpty()) {
      known.put(task.pid(), task);
      return task;
    }
    return task;
  }

  /** The pid alone was seen before its name was. */
  TaskId withoutName(TaskId task) {
    return new TaskId("", task.pid());
  }
}
