package org.killpath.app.diagnose.match;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.SeenLock;
import org.killpath.engine.judge.TaskReport;

/** Compares the locks that a log shows of a task with those that the model's task has. */
final class LockFit {
  /** A page fault on the way takes so many locks of its own, now and then. */
  private static final int LOCKS_OF_A_FAULT = 2;

  private LockFit() {}

  static Fit of(Seen seen, TaskReport report, String who) {
    final Fit fit = new Fit();
    if (seen.isCountOnly()) {
      final Seen.Counts counts = seen.counts().orElseThrow();
      final int modelled = report.locks().size();
      if (modelled <= counts.least() && counts.most() <= modelled + LOCKS_OF_A_FAULT) {
        return fit.agree(3, who + " has as many locks as in the log, but for those of a fault");
      }
      return fit.object(
          5, who + " would have " + modelled + " locks, and " + LOCKS_OF_A_FAULT + " more at most");
    }
    final List<String> listed = labels(seen.locks().stream());
    if (seen.counts().isEmpty() || (listed.isEmpty() && seen.waitsFor().isEmpty())) {
      return fit; // no lock list has it: what is known of its locks is what it waits for
    }
    final List<String> modelled =
        new ArrayList<>(report.locks().stream().map(TaskReport.HeldLock::label).toList());
    if (listed.equals(modelled)) {
      return fit.agree(
          3, who + (listed.isEmpty() ? " has no other lock" : " has " + String.join(", ", listed)));
    }
    listed.stream()
        .filter(label -> !modelled.contains(label))
        .forEach(label -> fit.object(4, who + " would not have " + label));
    modelled.stream()
        .filter(label -> !listed.contains(label))
        .forEach(label -> fit.object(4, who + " would have " + label + ", too"));
    return fit;
  }

  private static List<String> labels(Stream<SeenLock> locks) {
    return locks.flatMap(lock -> lock.label().stream()).toList();
  }
}
