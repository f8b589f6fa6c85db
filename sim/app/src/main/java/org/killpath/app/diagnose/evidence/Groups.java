package org.killpath.app.diagnose.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.SeenLock;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.log.TaskId;

/** Hung tasks that hang together, as far as the log ties them to each other. */
final class Groups {
  private final Function<Seen, Holder> holders;
  private final Map<TaskId, Optional<TaskId>> awaited = new HashMap<>();

  private Groups(Function<Seen, Holder> holders) {
    this.holders = holders;
  }

  /** {@code holders} says whom each waits for. */
  static List<List<Seen>> of(List<Seen> tasks, Function<Seen, Holder> holders) {
    return new Groups(holders).groups(tasks);
  }

  private List<List<Seen>> groups(List<Seen> tasks) {
    final List<List<Seen>> groups = new ArrayList<>();
    for (Seen task : tasks) {
      final List<List<Seen>> mine = groups.stream()
          .filter(group -> group.stream().anyMatch(other -> areTied(task, other)))
          .toList();
      final List<Seen> joined = new ArrayList<>();
      mine.forEach(joined::addAll);
      joined.add(task);
      groups.removeAll(mine);
      groups.add(joined);
    }
    return tieFlushers(groups);
  }

  /** Flushes on several ways that nobody is seen to complete: a worker that is gone has many waiters. */
  private static boolean areOneWorkers(List<List<Seen>> groups) {
    final List<Seen> all = groups.stream().flatMap(List::stream).toList();
    return all.stream().allMatch(Groups::waitsForAWorker)
        && all.stream().map(task -> task.trace().functions()).distinct().count() == all.size();
  }

  private boolean areTied(Seen one, Seen other) {
    final Optional<TaskId> awaited = awaited(one);
    final Optional<TaskId> alsoAwaited = awaited(other);
    return awaited.filter(other.task()::equals).isPresent()
        || alsoAwaited.filter(one.task()::equals).isPresent()
        || (awaited.isPresent() && awaited.equals(alsoAwaited))
        || (one.tgid().isPresent() && one.tgid().equals(other.tgid()))
        || vhostLocks(one).anyMatch(lock -> vhostLocks(other).anyMatch(lock::isSameAs));
  }

  /** Who is waited for, if that is known. */
  private Optional<TaskId> awaited(Seen task) {
    return awaited.computeIfAbsent(task.task(), same -> awaitedBy(task));
  }

  private Optional<TaskId> awaitedBy(Seen task) {
    final Holder holder = holders.apply(task);
    if (holder instanceof Holder.Known known) {
      return Optional.of(known.task().task());
    }
    return holder instanceof Holder.Suspects suspects && suspects.tasks().size() == 1
        ? Optional.of(suspects.tasks().get(0).task().task())
        : Optional.empty();
  }

  private static Stream<SeenLock> vhostLocks(Seen task) {
    return Stream.concat(task.locks().stream(), task.waitsFor().stream())
        .filter(lock -> lock.label().isPresent());
  }

  /** Nothing in a log ties a flush to its worker; if there is only one group, it is that one's. */
  private static List<List<Seen>> tieFlushers(List<List<Seen>> groups) {
    final List<List<Seen>> withWorker =
        groups.stream().filter(group -> group.stream().anyMatch(Seen::isWorker)).toList();
    if (withWorker.isEmpty() && groups.size() > 1 && areOneWorkers(groups)) {
      return List.of(groups.stream().flatMap(List::stream).toList());
    }
    if (withWorker.size() != 1) {
      return groups;
    }
    final List<Seen> only = withWorker.get(0);
    final List<List<Seen>> rest = new ArrayList<>();
    for (List<Seen> group : groups) {
      if (group != only && group.stream().allMatch(Groups::waitsForAWorker)) {
        only.addAll(group);
      } else {
        rest.add(group);
      }
    }
    return rest;
  }

  private static boolean waitsForAWorker(Seen task) {
    return task.trace().kind() == Wait.COMPLETION && !task.isOfAGroupsEnd();
  }
}
