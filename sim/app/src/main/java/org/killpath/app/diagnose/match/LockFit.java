package org.killpath.app.diagnose.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.SeenLock;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.judge.TaskReport.HeldLock;
import org.killpath.engine.kernel.call.CFunction;

/** Compares the locks that a log shows of a task with those that the model's task has. */
final class LockFit {
  /** A page fault on the way takes so many locks of its own, now and then. */
  private static final int LOCKS_OF_A_FAULT = 2;

  private LockFit() {}

  /** Compares; {@code mirrored} are all functions that the model knows. */
  static Fit of(Seen seen, TaskReport report, String who, Set<String> mirrored) {
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
        new ArrayList<>(report.locks().stream().map(HeldLock::label).toList());
    if (listed.equals(modelled)) {
      fit.agree(
          3, who + (listed.isEmpty() ? " has no other lock" : " has " + String.join(", ", listed)));
      return takers(fit, seen, report, who, mirrored);
    }
    listed.stream()
        .filter(label -> !modelled.contains(label))
        .forEach(label -> fit.object(4, who + " would not have " + label));
    modelled.stream()
        .filter(label -> !listed.contains(label))
        .forEach(label -> fit.object(4, who + " would have " + label + ", too"));
    return fit;
  }

  /**
   * The same locks, by the same functions. A function of the log that the model's task is in as well may be one
   * that the compiler put the taking one into, and one that is not mirrored tells nothing.
   */
  private static Fit takers(
      Fit fit, Seen seen, TaskReport report, String who, Set<String> mirrored) {
    final List<SeenLock> listed =
        seen.locks().stream().filter(lock -> lock.label().isPresent()).toList();
    final List<String> callers =
        report.callTrace().stream().map(CFunction::name).toList();
    for (int i = 0; i < listed.size(); i++) {
      final String taker = Predecessors.today(listed.get(i).lock().at());
      final HeldLock lock = report.locks().get(i);
      final Optional<String> modelled = lock.at().map(CFunction::name);
      if (modelled.isEmpty() || !mirrored.contains(taker)) {
        continue;
      }
      if (modelled.get().equals(taker)) {
        fit.agree(1, who + " took " + lock.label() + " in " + taker + "()");
      } else if (!callers.contains(taker)) {
        fit.object(3, who + " would have taken " + lock.label() + " in " + modelled.get() + "()");
      }
    }
    return fit;
  }

  private static List<String> labels(Stream<SeenLock> locks) {
    return locks.flatMap(lock -> lock.label().stream()).toList();
  }
}
