package org.killpath.app.report.klog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.killpath.engine.judge.TaskReport;

/** What lockdep's complaints about one task have in common. */
final class Splat {
  private final List<String> lines;
  private final TaskReport task;
  private final KernelVersion kernel;

  Splat(List<String> lines, TaskReport task, KernelVersion kernel) {
    this.lines = lines;
    this.task = task;
    this.kernel = kernel;
  }

  private String name() {
    return Comm.of(task) + "/" + task.pid();
  }

  /** What is wrong, which lock the task wants, and which one it has. */
  void begin(String what, LockLine wanted, LockLine held) {
    final String warning = "WARNING: " + what;
    lines.add("");
    lines.add("=".repeat(warning.length()));
    lines.add(warning);
    lines.add(kernel.release() + " Not tainted");
    lines.add("-".repeat(warning.length()));
    lines.add(name() + " is trying to acquire lock:");
    lines.add(wanted.text(kernel));
    lines.add("");
    lines.add("but task is already holding lock:");
    lines.add(held.text(kernel));
    lines.add("");
  }

  /**
   * What the task holds, and how it came here.
   *
   * @param lockdep the functions of lockdep itself, innermost first
   */
  void end(List<LockLine> locks, List<String> lockdep, LockLine wanted) {
    lines.add(String.format(
        Locale.ROOT, "%d lock%s held by %s:", locks.size(), locks.size() == 1 ? "" : "s", name()));
    LockList.heldBy(lines, locks, kernel);
    lines.add("");
    lines.add("stack backtrace:");
    lines.add(String.format(
        Locale.ROOT,
        "CPU: 0 UID: 0 PID: %d Comm: %s Not tainted %s",
        task.pid(),
        Comm.of(task),
        kernel.release()));
    final List<String> innermost = new ArrayList<>(lockdep);
    innermost.add("lock_acquire");
    innermost.add(wanted.function());
    lines.addAll(Stack.linesOfTheCaller(task, innermost));
  }
}
