package org.killpath.app.diagnose.evidence;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.log.LocksOf;
import org.killpath.app.diagnose.log.PrintedLocks;
import org.killpath.app.diagnose.log.TaskId;

/** Nobody is reported: a worker that has locks in the newest lists may hang all the same. */
final class SilentHang {
  private final BootLog log;
  private final Observer observer;

  SilentHang(BootLog log, Observer observer) {
    this.log = log;
    this.observer = observer;
  }

  Optional<Seen> victim() {
    final Map<TaskId, Seen> workers = new LinkedHashMap<>();
    for (PrintedLocks list : log.lists()) {
      if (!LockLists.tellsWhoRuns(list)) {
        continue;
      }
      for (LocksOf locks : list.tasks()) {
        final Seen task = observer.see(locks.task());
        if (!Aftermath.isAccountedFor(task, log.incidents())
            && (task.isWorker() || (task.isVhosts() && waitsForSomebody(task)))) {
          workers.put(locks.task(), task);
        }
      }
    }
    return workers.values().stream()
        .max(Comparator.<Seen>comparingInt(task -> waitsByTheList(task) ? 1 : 0)
            .thenComparing(task -> task.isWorker() ? 1 : 0)
            .thenComparing(task -> task.counts().map(Seen.Counts::most).orElse(0)));
  }

  /** The watchdog would report whoever waits for a mutex, if not at once: that is one moment. */
  static Hang.Certainty certainty(Seen victim) {
    return waitsByTheList(victim) ? Hang.Certainty.MOMENT : Hang.Certainty.SILENT;
  }

  private static boolean waitsForSomebody(Seen task) {
    return task.trace().kind() == Wait.MUTEX
        || task.trace().kind() == Wait.COMPLETION
        || waitsByTheList(task);
  }

  /** No trace tells it, but another has the lock that is its last. */
  private static boolean waitsByTheList(Seen task) {
    return !task.trace().isKnown() && task.waitsFor().isPresent();
  }
}
