package org.killpath.app.diagnose.evidence;

import java.util.List;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.log.Incident;
import org.killpath.app.diagnose.log.PrintedTask;

/**
 * Tasks of vhost that the watchdog for processors reported (a soft lockup): they run, and leave no
 * processor to anybody. What is newer than that report counts, so they must not be seen asleep later.
 */
final class Lockups {
  private Lockups() {}

  static List<Seen> tasks(BootLog log, Observer observer) {
    return log.incidents().stream()
        .filter(incident -> incident.kind() == Incident.Kind.SOFT_LOCKUP)
        .flatMap(incident -> incident.task().stream())
        .distinct()
        .filter(task -> log.dump(task).filter(PrintedTask::running).isPresent())
        .map(observer::see)
        .filter(Seen::isVhosts)
        .filter(task -> !task.trace().functions().isEmpty())
        .filter(task -> Aftermath.endOf(log.incidents(), task.task()).isEmpty())
        .toList();
  }
}
