package org.killpath.app.diagnose.log;

import java.util.List;
import java.util.Optional;

/**
 * The part of a lock list that is about one task.
 *
 * @param count how many it has, by the kernel's count
 * @param running did it run when the list was made, if the list says so (7.x)?
 * @param locks empty for a task that 6.x found running: then only the count is printed
 */
public record LocksOf(TaskId task, int count, Optional<Boolean> running, List<PrintedLock> locks) {
  public LocksOf {
    locks = List.copyOf(locks);
  }

  /** A count without a list: the task ran, and the kernel does not look into running tasks. */
  public boolean isCountOnly() {
    return count > 0 && locks.isEmpty();
  }

  /** Are all its locks there? Of a list that was cut, some are not. */
  public boolean isWhole() {
    return locks.size() >= count;
  }

  /** Was it running, as far as the list tells? */
  public boolean wasRunning() {
    return running.orElse(isCountOnly());
  }
}
