package org.killpath.app.diagnose.evidence;

import java.util.List;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.log.PrintedTask;

/**
 * Tasks of vhost that are seen to wait, though no watchdog reported them: in a list of blocked tasks,
 * in {@code /proc}, in a debugger. One moment does not tell a hang from a wait that ends.
 */
final class Blocked {
  private Blocked() {}

  static List<Seen> tasks(BootLog log, Observer observer) {
    final List<Seen> all = waiting(log, observer);
    return all.stream().anyMatch(Seen::isVhosts) ? all : List.of();
  }

  private static List<Seen> waiting(BootLog log, Observer observer) {
    return log.dumps().values().stream()
        .map(PrintedTask::task)
        .map(log::named)
        .distinct()
        .map(observer::see)
        .filter(task -> task.isVhosts() || task.isOfAGroupsEnd())
        .filter(task -> !task.trace().functions().isEmpty())
        .filter(task -> !Aftermath.isAccountedFor(task, log.incidents()))
        .filter(Blocked::waits)
        .toList();
  }

  private static boolean waits(Seen task) {
    final Wait kind = task.trace().kind();
    if (kind == Wait.IDLE || kind == Wait.RUNNING) {
      return false;
    }
    final boolean uninterruptible = task.state().filter(state -> state == 'D').isPresent();
    final boolean handler = task.trace().has("vhost_worker_killed");
    final boolean untold = task.state().isEmpty();
    return uninterruptible
        || (handler && (kind == Wait.USER_MEMORY || kind == Wait.MUTEX || kind == Wait.RCU))
        || (untold && (kind != Wait.UNKNOWN || task.trace().outside().isPresent()));
  }
}
