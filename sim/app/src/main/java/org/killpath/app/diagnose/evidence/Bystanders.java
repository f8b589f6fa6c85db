package org.killpath.app.diagnose.evidence;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.VhostNames;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.log.LocksOf;
import org.killpath.app.diagnose.log.PrintedLocks;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.TaskId;

/** Tasks that a log shows and that nobody says to hang. */
final class Bystanders {
  private final BootLog log;
  private final Observer observer;

  Bystanders(BootLog log, Observer observer) {
    this.log = log;
    this.observer = observer;
  }

  /** Tasks that have nothing to do with vhost and are blocked, or may be. */
  List<Seen> blockedElsewhere() {
    return tasks()
        .filter(task -> !task.isVhosts() && !task.isHung())
        .filter(task -> task.state().filter(state -> state == 'D').isPresent()
            || (task.state().isEmpty() && task.trace().outside().isPresent()))
        .toList();
  }

  /** Workers that wait for work. */
  List<Seen> idleWorkers() {
    return tasks()
        .filter(task -> task.isWorker()
            && task.isVhosts()
            && task.trace().kind() == Wait.IDLE
            && task.trace().reliable())
        .toList();
  }

  /** What the freezer names. */
  List<Seen> notFrozen() {
    return tasks()
        .filter(task ->
            task.source().filter(source -> source == PrintedTask.Source.FREEZER).isPresent())
        .toList();
  }

  private Stream<Seen> tasks() {
    return log.dumps().keySet().stream().map(log::named).distinct().map(observer::see);
  }

  /** Whom the lock lists show with a lock of vhost's. */
  List<Seen> holdersOfVhostsLocks() {
    final Set<TaskId> holding = new LinkedHashSet<>();
    for (PrintedLocks list : log.lists()) {
      list.tasks().stream()
          .filter(locks -> locks.locks().stream().anyMatch(VhostNames::isOurs))
          .map(LocksOf::task)
          .forEach(holding::add);
    }
    return holding.stream().map(observer::see).toList();
  }
}
