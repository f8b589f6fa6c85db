package org.killpath.app.report.klog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.primitive.UserPage.Backing;

/** What {@code check_hung_uninterruptible_tasks()} prints, and what it calls to print. */
final class HungTasks {
  /** {@code hung_task_warnings}: then the watchdog falls silent. */
  private static final int MOST_REPORTS = 10;

  /** {@code hung_task_timeout_secs}. */
  private static final int TIME_OUT = 120;

  private final Evidence evidence;
  private final KernelVersion kernel;
  private final List<String> lines = new ArrayList<>();

  HungTasks(Evidence evidence, KernelVersion kernel) {
    this.evidence = evidence;
    this.kernel = kernel;
  }

  List<String> lines() {
    final List<TaskReport> hung = Processes.of(evidence).stream()
        .filter(TaskReport::isReported)
        .limit(MOST_REPORTS)
        .toList();
    if (hung.isEmpty()) {
      return List.of();
    }
    hung.forEach(this::report);
    lines.add("");
    LockList.toByTheWatchdog(lines, evidence, kernel);
    return lines;
  }

  private void report(TaskReport task) {
    lines.add(String.format(
        Locale.ROOT,
        "INFO: task %s:%d %s for more than %d seconds.",
        Comm.of(task),
        task.pid(),
        waiting(task),
        TIME_OUT));
    lines.add("      Not tainted " + kernel.release());
    lines.add("\"echo 0 > /proc/sys/kernel/hung_task_timeout_secs\" disables this message.");
    TaskDump.to(lines, task, kernel);
    if (kernel.namesTheOwner() && task.operation().equals(Optional.of(Op.LOCK))) {
      owner(task);
    }
  }

  private String waiting(TaskReport task) {
    final boolean onStorage = task.waitsFor()
        .flatMap(TaskReport.WaitedFor::backing)
        .filter(backing -> backing == Backing.FROZEN_STORAGE)
        .isPresent();
    return onStorage && kernel.tellsWaitsForStorage() ? "blocked in I/O wait" : "blocked";
  }

  /** The owner of the mutex, and its call trace unless it has a report of its own. */
  private void owner(TaskReport task) {
    final String blocked = String.format(
        Locale.ROOT, "INFO: task %s:%d is blocked on a mutex", Comm.of(task), task.pid());
    final Optional<TaskReport> owner = evidence.tasks().stream()
        .filter(other -> task.holders().contains(other.task()))
        .findFirst();
    if (owner.isEmpty()) {
      lines.add(blocked + ", but the owner is not found.");
      return;
    }
    lines.add(blocked
        + String.format(
            Locale.ROOT,
            " likely owned by task %s:%d.",
            Comm.of(owner.get()),
            owner.get().pid()));
    if (!owner.get().isReported()) {
      TaskDump.to(lines, owner.get(), kernel);
    }
  }
}
