package org.killpath.app.report.klog;

import java.util.Comparator;
import java.util.List;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.kernel.state.TaskState;

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
