package org.killpath.app.diagnose.evidence;

import java.util.List;
import java.util.Optional;
import org.killpath.app.diagnose.evidence.task.Seen;

/** Is a worker of the same process as another task, as far as groups, pids and names tell? */
enum Kinship {
  SAME,
  /** It is named after a task that is not known to be of that process: a thread of it may be meant. */
  DOUBTFUL,
  OTHER,
  UNKNOWN;

  static Kinship of(Seen task, Seen worker) {
    if (task.tgid().isPresent() && worker.tgid().isPresent()) {
      return task.tgid().equals(worker.tgid()) ? SAME : OTHER;
    }
    final Optional<Integer> creator = worker.task().creator();
    if (creator.isEmpty()) {
      return UNKNOWN;
    }
    final boolean same = creator.equals(task.tgid())
        || creator.equals(Optional.of(task.task().pid()))
        || creator.equals(task.task().creator());
    if (same) {
      return SAME;
    }
    return task.tgid().isPresent() || task.task().creator().isPresent() ? DOUBTFUL : UNKNOWN;
  }

  /**
   * How many of the workers are of the victim's process. Of a task that is no worker itself, and made
   * none of them, that cannot be told: it may flush a device of any process.
   */
  static Hang.Workers count(Seen victim, List<Seen> workers) {
    final List<Kinship> kinships =
        workers.stream().map(worker -> of(victim, worker)).toList();
    if (!victim.isWorker() && !kinships.contains(SAME)) {
      return new Hang.Workers(workers.size(), workers.size());
    }
    final int most = (int) kinships.stream().filter(one -> one != OTHER).count();
    final int least =
        (int) kinships.stream().filter(one -> one == SAME || one == UNKNOWN).count();
    return new Hang.Workers(least, most);
  }
}
