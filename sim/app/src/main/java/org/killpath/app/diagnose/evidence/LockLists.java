package org.killpath.app.diagnose.evidence;

import java.util.List;
import java.util.Optional;
import org.killpath.app.diagnose.evidence.task.SeenLock;
import org.killpath.app.diagnose.log.LocksOf;
import org.killpath.app.diagnose.log.PrintedLock;
import org.killpath.app.diagnose.log.PrintedLocks;

/** What can be concluded from a lock list. */
final class LockLists {
  private LockLists() {}

  /** The list without its last task if the log may have been cut off behind that task's count. */
  static PrintedLocks trusted(PrintedLocks list) {
    final int last = list.tasks().size() - 1;
    return list.ended() || last < 0 || !list.tasks().get(last).isCountOnly()
        ? list
        : new PrintedLocks(
            list.tasks().subList(0, last), list.systemWide(), false, list.line(), list.time());
  }

  /**
   * Does a count without locks mean that the task ran? Not if somebody cut all the locks out of the
   * list.
   */
  static boolean tellsWhoRuns(PrintedLocks list) {
    return list.ended() || list.tasks().stream().anyMatch(task -> !task.locks().isEmpty());
  }

  /** Is all said of it that a list says: every lock, or that it ran? */
  static boolean isTold(LocksOf task) {
    return task.isWhole() || task.isCountOnly();
  }

  /** The tasks of which a list shows nothing but how many locks they have. */
  static List<LocksOf> countOnly(PrintedLocks list) {
    return tellsWhoRuns(list)
        ? list.tasks().stream().filter(LocksOf::isCountOnly).toList()
        : List.of();
  }

  /** Is the lock, by its address, among those of the task? It may wait for it. */
  static boolean names(LocksOf task, SeenLock lock) {
    return lock.hasAddress() && task.locks().stream().anyMatch(one -> isSame(one, lock));
  }

  /** Does the task have the lock for certain: is it named before others? The last may be waited for. */
  static boolean has(LocksOf task, SeenLock lock) {
    return lock.hasAddress()
        && task.locks().stream()
            .limit(Math.max(0, task.locks().size() - 1))
            .anyMatch(one -> isSame(one, lock));
  }

  private static boolean isSame(PrintedLock one, SeenLock other) {
    return one.address().equals(other.lock().address());
  }

  /** Where a list is, for the reader. */
  static String where(PrintedLocks list) {
    return "line " + list.line()
        + Optional.of(list)
            .flatMap(PrintedLocks::time)
            .map(time -> ", at " + time + (isSeconds(time) ? " s" : ""))
            .orElse("");
  }

  /** The kernel counts seconds since it began; other loggers write dates. */
  private static boolean isSeconds(String time) {
    return time.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }
}
