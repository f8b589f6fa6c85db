package org.killpath.app.report.klog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.TaskReport;

/** What lockdep prints of a task that waits for a lock it holds itself. */
final class RecursionSplat {
  private RecursionSplat() {}

  /** A report for each such task; empty if there is none. */
  static List<String> lines(Evidence evidence, KernelVersion kernel) {
    final List<String> lines = new ArrayList<>();
    for (TaskReport task : Processes.of(evidence)) {
      own(task).ifPresent(held -> splat(lines, task, held, kernel));
    }
    return lines;
  }

  /** The lock that the task waits for, as it took it the first time. */
  private static Optional<LockLine> own(TaskReport task) {
    final List<LockLine> locks = LockLine.of(task);
    return task.locks().stream()
        .filter(held -> locks.size() > task.locks().size())
        .filter(held -> held.id() == locks.get(locks.size() - 1).id())
        .map(LockLine::of)
        .findFirst();
  }

  private static void splat(
      List<String> lines, TaskReport task, LockLine held, KernelVersion kernel) {
    final List<LockLine> locks = LockLine.of(task);
    final LockLine wanted = locks.get(locks.size() - 1);
    final Splat splat = new Splat(lines, task, kernel);
    splat.begin("possible recursive locking detected", wanted, held);
    lines.add("other info that might help us debug this:");
    lines.add(" Possible unsafe locking scenario:");
    lines.add("");
    lines.add("       CPU0");
    lines.add("       ----");
    lines.add("  lock(" + held.className() + ");");
    lines.add("  lock(" + wanted.className() + ");");
    lines.add("");
    lines.add(" *** DEADLOCK ***");
    lines.add("");
    lines.add(" May be due to missing lock nesting notation");
    lines.add("");
    splat.end(
        locks.subList(0, locks.size() - 1),
        List.of("dump_stack_lvl", "print_deadlock_bug", "__lock_acquire"),
        wanted);
  }
}
