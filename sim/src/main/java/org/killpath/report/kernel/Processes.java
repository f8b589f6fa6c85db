package org.killpath.report.kernel;

import java.util.Comparator;
import java.util.List;
import org.killpath.kernel.TaskState;
import org.killpath.outcome.Evidence;
import org.killpath.outcome.TaskReport;

/** The tasks of a world in the order in which the kernel walks them: by group, then by thread. */
final class Processes {
  private Processes() {}

  static List<TaskReport> of(Evidence evidence) {
    return evidence.tasks().stream()
        .filter(task -> task.state() != TaskState.GONE)
        .sorted(Comparator.comparingInt(TaskReport::tgid).thenComparingInt(TaskReport::pid))
        .toList();
  }
}
