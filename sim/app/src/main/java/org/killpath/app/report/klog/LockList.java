package org.killpath.app.report.klog;

import java.util.List;
import java.util.Locale;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.TaskReport;

/** All locks held, as {@code debug_show_all_locks()} lists them. */
final class LockList {
  private final KernelVersion kernel;
  private final List<String> lines;
  private int processors;

  private LockList(KernelVersion kernel, List<String> lines) {
    this.kernel = kernel;
    this.lines = lines;
  }

  /** By way of the watchdog, which is a reader itself while it prints. */
  static void toByTheWatchdog(List<String> lines, Evidence evidence, KernelVersion kernel) {
    final LockList list = new LockList(kernel, lines);
    list.begin();
    list.count("khungtaskd/26", 1, true);
    lines.add(" #0: ffffffff81ac3fc0 (rcu_read_lock)" + kernel.usageOfReaders() + ", at: "
        + Symbol.of("debug_show_all_locks"));
    list.end(evidence);
  }

  static void to(List<String> lines, Evidence evidence, KernelVersion kernel) {
    final LockList list = new LockList(kernel, lines);
    list.begin();
    list.end(evidence);
  }

  private void begin() {
    lines.add("Showing all locks held in the system:");
  }

  private void end(Evidence evidence) {
    Processes.of(evidence).forEach(this::locks);
    lines.add("");
    lines.add("=============================================");
  }

  private void locks(TaskReport task) {
    final List<LockLine> locks = LockLine.of(task);
    if (locks.isEmpty()) {
      return;
    }
    final boolean running = Stack.isRunning(task);
    count(Comm.of(task) + "/" + task.pid(), locks.size(), running);
    if (!running || kernel.listsLocksOfRunningTasks()) {
      heldBy(lines, locks, kernel);
    }
  }

  /** The two words of 7.3 say the opposite of what they mean: "last" is a task that runs now. */
  private void count(String task, int locks, boolean running) {
    final int processor = running ? processors++ : 0;
    lines.add(
        kernel.tellsWhereTasksRun()
            ? String.format(
                Locale.ROOT,
                "locks held by %s: %d, %s CPU#%d:",
                task,
                locks,
                running ? "last" : "on",
                processor)
            : String.format(
                Locale.ROOT, "%d lock%s held by %s:", locks, locks == 1 ? "" : "s", task));
  }

  /** A line for each lock. */
  static void heldBy(List<String> lines, List<LockLine> locks, KernelVersion kernel) {
    for (int i = 0; i < locks.size(); i++) {
      lines.add(" #" + i + ": " + locks.get(i).text(kernel));
    }
  }
}
