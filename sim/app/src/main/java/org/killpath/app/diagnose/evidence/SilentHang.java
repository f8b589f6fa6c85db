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
        if (!Investigator.isAccountedFor(task, log.incidents())
            && (task.isWorker() || (task.isVhosts() && waitsForSomebody(task)))) {
          workers.put(locks.task(), task);
        }
      }
    }
    return workers.values().stream()
        .max(
            Comparator.comparingInt(task -> task.counts().map(Seen.Counts::most).orElse(0)));
  }

  private static boolean waitsForSomebody(Seen task) {
    return task.trace().kind() == Wait.MUTEX || task.trace().kind() == Wait.COMPLETION;
  }
}
