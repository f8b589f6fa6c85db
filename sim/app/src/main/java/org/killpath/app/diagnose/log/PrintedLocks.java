package org.killpath.app.diagnose.log;

import java.util.List;
import java.util.Optional;

/**
 * {@code Showing all locks held in the system:} and what follows.
 *
 * @param tasks in the order of the list; those without locks are not in it
 * @param systemWide does it show every task, or only those of another report?
 * @param ended did the list come to its end in the log?
 */
public record PrintedLocks(
    List<LocksOf> tasks, boolean systemWide, boolean ended, long line, Optional<String> time)
    implements LogEntry {
  public PrintedLocks {
    tasks = List.copyOf(tasks);
  }

  public Optional<LocksOf> of(TaskId task) {
    return tasks.stream().filter(locks -> locks.task().equals(task)).findFirst();
  }
}
