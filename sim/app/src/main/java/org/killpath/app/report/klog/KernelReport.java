package org.killpath.app.report.klog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.TaskReport;

/** What a kernel would print of a world that has come to rest. */
public final class KernelReport {
  /** Which of its reports. */
  public enum Kind {
    /** Of the watchdog, with all locks held. */
    HUNG_TASK("hung-task"),
    /** Of all tasks in D: {@code sysrq-w}. */
    BLOCKED("blocked"),
    /** Of all locks held: {@code sysrq-d}. */
    LOCKS("locks"),
    /** Of lockdep, on locks that were taken in both orders. */
    LOCKDEP("lockdep");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The kind that users call so. */
    public static Optional<Kind> named(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    public static List<String> names() {
      return Arrays.stream(values()).map(kind -> kind.word).toList();
    }
  }

  private final Evidence evidence;
  private final KernelVersion kernel;

  public KernelReport(Evidence evidence, KernelVersion kernel) {
    this.evidence = evidence;
    this.kernel = kernel;
  }

  /** What the watchdog prints; nothing if it reports nobody. */
  public List<String> hungTasks() {
    return new HungTasks(evidence, kernel).lines();
  }

  /** What sysrq-w prints. */
  public List<String> blocked() {
    final List<String> lines = new ArrayList<>();
    lines.add("sysrq: Show Blocked State");
    for (TaskReport task : Processes.of(evidence)) {
      if (task.state().shown() == 'D') {
        TaskDump.to(lines, task, kernel);
      }
    }
    return lines;
  }

  /** What sysrq-d prints. */
  public List<String> locks() {
    final List<String> lines = new ArrayList<>();
    lines.add("sysrq: Show Locks Held");
    LockList.to(lines, evidence, kernel);
    return lines;
  }
}
