package org.killpath.app.diagnose.evidence;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.killpath.app.diagnose.evidence.task.Halt;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.log.Incident;
import org.killpath.app.diagnose.log.LocksOf;
import org.killpath.app.diagnose.log.PrintedLocks;
import org.killpath.app.diagnose.log.TaskId;

/** Looks for who completes what a flush waits for: a worker, when it runs its list. */
final class CompleterSearch {
  private final BootLog log;
  private final Observer observer;

  CompleterSearch(BootLog log, Observer observer) {
    this.log = log;
    this.observer = observer;
  }

  Holder of(Seen victim) {
    final boolean flush =
        victim.trace().functions().stream().anyMatch(name -> name.contains("flush"));
    final Set<TaskId> workers = new LinkedHashSet<>();
    log.hung().keySet().stream().filter(TaskId::isNamedLikeAWorker).forEach(workers::add);
    for (PrintedLocks list : log.lists()) {
      list.tasks().stream()
          .map(LocksOf::task)
          .filter(TaskId::isNamedLikeAWorker)
          .forEach(workers::add);
    }
    log.dumps().keySet().stream()
        .map(log::named)
        .filter(task -> task.isNamedLikeAWorker() || observer.see(task).isWorker())
        .filter(TaskId::isNamed)
        .forEach(workers::add);
    workers.remove(victim.task());
    if (!flush && !victim.trace().has("vhost_task_stop")) {
      return new Holder.Unknown("the log does not show who completes it");
    }
    final Optional<Holder> died = died(victim, workers);
    if (died.isPresent()) {
      return died.get();
    }
    if (workers.isEmpty()) {
      return new Holder.Unknown(
          "a worker completes it, and no worker is to be seen in the log: it is"
              + " gone, or it holds no lock and sleeps");
    }
    if (workers.size() == 1) {
      return only(victim, observer.see(workers.iterator().next()));
    }
    return new Holder.Suspects(
        workers.stream()
            .map(worker -> new Holder.Suspect(
                observer.see(worker), false, List.of("a worker completes it; there are several")))
            .toList(),
        0);
  }

  /**
   * A device may be flushed or closed by another process than the one that made the worker: that is
   * rare, and a worker that is idle runs such an item at once.
   */
  private static Holder only(Seen victim, Seen worker) {
    final String how = "a worker completes it, and the log shows no other worker";
    final Kinship kinship = Kinship.of(victim, worker);
    final boolean idle =
        worker.trace().kind() == Wait.IDLE && Halt.of(worker.trace()).isEmpty();
    if (!isTied(victim, worker)
        && (kinship == Kinship.OTHER || (kinship == Kinship.DOUBTFUL && idle))) {
      final String doubt =
          "; but this one is of another process, as far as its name and its group tell: unless the"
              + " device was shared, the worker that is waited for is not in the log";
      return new Holder.Suspects(
          List.of(new Holder.Suspect(worker, false, List.of(how + doubt))), 0);
    }
    return new Holder.Known(
        worker,
        kinship == Kinship.DOUBTFUL ? how + ", though it is named after another task" : how,
        Holder.Sureness.LIKELY);
  }

  /** Does one wait for a lock that the other has? Then both use the same device. */
  private static boolean isTied(Seen victim, Seen worker) {
    return worker
        .waitsFor()
        .filter(lock -> victim.locks().stream().anyMatch(lock::isSameAs))
        .isPresent();
  }

  /**
   * Who keeps a core dump or {@code execve()} waiting: a thread of the group that has not come to its
   * exit. A worker is one, since 6.10.
   */
  Holder ofGroupsEnd(Seen victim) {
    final List<Seen> stuck = stuck(victim);
    final Optional<Seen> thread = victim
        .tgid()
        .flatMap(group -> stuck.stream()
            .filter(task -> task.isOfGroup(group))
            .max(Comparator.comparingInt(task -> task.isWorker() ? 1 : 0)));
    if (thread.isPresent()) {
      return new Holder.Known(
          thread.get(),
          "it is a thread of that group, and has not come to its exit",
          Holder.Sureness.LIKELY);
    }
    if (stuck.isEmpty()) {
      return new Holder.Unknown(
          "it waits for every other thread of its group, and the log shows none"
              + " of them in vhost");
    }
    return new Holder.Suspects(
        stuck.stream()
            .map(task -> new Holder.Suspect(
                task,
                false,
                List.of(
                    "it has locks of vhost, and its group is not in the log; if it is a thread of"
                        + " that group, it is waited for")))
            .toList(),
        0);
  }

  /** Tasks that are seen in vhost, or with locks of vhost. */
  private List<Seen> stuck(Seen victim) {
    final Set<TaskId> tasks = new LinkedHashSet<>(log.hung().keySet());
    for (PrintedLocks list : log.lists()) {
      list.tasks().stream().map(LocksOf::task).forEach(tasks::add);
    }
    log.dumps().keySet().stream().map(log::named).filter(TaskId::isNamed).forEach(tasks::add);
    tasks.remove(victim.task());
    return tasks.stream().map(observer::see).filter(Seen::isVhosts).toList();
  }

  /** A worker of the same group, or the only one there is, that ended in a crash before. */
  private Optional<Holder> died(Seen victim, Set<TaskId> alive) {
    final Set<TaskId> dead = new LinkedHashSet<>();
    log.incidents().stream()
        .filter(Incident::endsTheTask)
        .filter(Aftermath::isVhosts)
        .flatMap(incident -> incident.task().stream())
        .filter(task -> !task.equals(victim.task()))
        .forEach(dead::add);
    final String name = "vhost-" + victim.tgid().orElse(victim.task().pid());
    final Optional<TaskId> mine =
        dead.stream().filter(task -> task.comm().equals(name)).findFirst();
    final Optional<TaskId> only =
        mine.or(() -> dead.size() == 1 && alive.stream().allMatch(dead::contains)
            ? dead.stream().findFirst()
            : Optional.empty());
    return only.flatMap(task -> Aftermath.endOf(log.incidents(), task)
        .map(crash -> new Holder.Died(observer.see(task), crash, List.of())));
  }
}
