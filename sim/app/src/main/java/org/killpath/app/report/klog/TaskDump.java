package org.killpath.app.report.klog;

import java.util.List;
import java.util.Locale;
import org.killpath.engine.judge.TaskReport;

/** A task with its call trace, as {@code sched_show_task()} prints it. */
final class TaskDump {
  private TaskDump() {}

  static void to(List<String> lines, TaskReport task, KernelVersion kernel) {
    lines.add(String.format(
        Locale.ROOT,
        "task:%-15s state:%c%s stack:%-5d pid:%-5d tgid:%-5d ppid:%-6d %s",
        Comm.of(task),
        task.state().shown(),
        Stack.isRunning(task) ? "  running task    " : "",
        0,
        task.pid(),
        task.tgid(),
        1,
        kernel.flags()));
    lines.addAll(Stack.lines(task));
  }
}
