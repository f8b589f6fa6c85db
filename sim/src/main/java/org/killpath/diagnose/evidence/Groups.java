package org.killpath.diagnose.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Hung tasks that hang together, as far as the log ties them to each other. */
final class Groups {
  private Groups() {}

  static List<List<Seen>> of(List<Seen> tasks) {
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

  private static boolean areTied(Seen one, Seen other) {
    return (one.tgid().isPresent() && one.tgid().equals(other.tgid()))
        || vhostLocks(one).anyMatch(lock -> vhostLocks(other).anyMatch(lock::isSameAs));
  }

  private static Stream<SeenLock> vhostLocks(Seen task) {
    return Stream.concat(task.locks().stream(), task.waitsFor().stream())
        .filter(lock -> lock.label().isPresent());
  }

  /** Nothing in a log ties a flush to its worker; if there is only one group, it is that one's. */
  private static List<List<Seen>> tieFlushers(List<List<Seen>> groups) {
    final List<List<Seen>> withWorker =
        groups.stream().filter(group -> group.stream().anyMatch(Seen::isWorker)).toList();
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
    return Optional.of(task.trace().kind())
        .filter(wait -> wait == Wait.COMPLETION)
        .isPresent();
  }
}
