package org.killpath.app.diagnose.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.VhostNames;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.log.LocksOf;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.TaskId;

/**
 * Tasks of which a log shows too little: that one of them hangs in vhost can neither be said nor
 * denied. A trace that is missing or cut off, a task that ran when it was looked at, a wait that is
 * seen at one moment, a lock list that is not whole.
 */
final class UntoldTasks {
  private final BootLog log;
  private final Observer observer;

  UntoldTasks(BootLog log, Observer observer) {
    this.log = log;
    this.observer = observer;
  }

  /** Those that are in none of the hangs; the ones that the watchdog reported come first. */
  List<Seen> beside(List<Hang> hangs) {
    final Map<TaskId, Seen> untold = new LinkedHashMap<>();
    Stream.concat(hung(), hangs.isEmpty() ? ours() : Stream.empty())
        .filter(task -> hangs.stream().noneMatch(hang -> hang.isOf(task)))
        .filter(task -> !isTold(task))
        .forEach(task -> untold.putIfAbsent(task.task(), task));
    return List.copyOf(untold.values());
  }

  private Stream<Seen> hung() {
    return log.hung().keySet().stream().map(observer::see);
  }

  private Stream<Seen> ours() {
    final Stream<TaskId> dumped = log.dumps().keySet().stream().map(log::named);
    final Stream<TaskId> listed = log.lists().stream()
        .filter(list -> !list.ended())
        .flatMap(list -> list.tasks().stream())
        .filter(task ->
            task.task().isNamedLikeAWorker() || task.locks().stream().anyMatch(VhostNames::isOurs))
        .map(LocksOf::task);
    return Stream.concat(dumped, listed)
        .distinct()
        .map(observer::see)
        .filter(task -> task.isVhosts() || isBlockedSomewhere(task));
  }

  /** Of a task that sleeps uninterruptibly, a table tells no more: that may be in vhost. */
  private boolean isBlockedSomewhere(Seen task) {
    return log.isAboutVhost()
        && task.source().filter(PrintedTask.Source.CHANNEL::equals).isPresent()
        && task.state().filter(state -> state == 'D').isPresent();
  }

  /** Is enough known of it to say that it does not hang in vhost, or that something else ended it? */
  private boolean isTold(Seen task) {
    if (task.isHung()) {
      // Whoever waits for the rest of its group may wait for a worker of vhost.
      return task.trace().whole()
          && !task.trace().inner().isEmpty()
          && !task.trace().isOfAGroupsEnd();
    }
    if (task.trace().functions().isEmpty()) {
      return Aftermath.endOf(log.incidents(), task.task()).isPresent();
    }
    return (task.trace().kind() == Wait.IDLE && task.trace().reliable())
        || task.source().filter(source -> source == PrintedTask.Source.FREEZER).isPresent()
        || Aftermath.endOf(log.incidents(), task.task()).isPresent();
  }
}
