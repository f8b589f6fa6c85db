package org.killpath.app.report.klog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.app.report.verdict.VerdictReport;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.LockOrder;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Token;
import org.killpath.engine.search.Trace;
import org.killpath.lab.cell.Cell;

/**
 * A kernel's report on a replayed execution, with a few lines before it that say what it is. Those
 * begin {@code killpath:}, as no line of a kernel does.
 */
public final class KernelLog {
  private static final String MARK = "killpath: ";

  private final Schedule<Cell> schedule;
  private final Verdict verdict;
  private final Trace trace;
  private final KernelVersion kernel;

  public KernelLog(Schedule<Cell> schedule, Verdict verdict, Trace trace, KernelVersion kernel) {
    this.schedule = schedule;
    this.verdict = verdict;
    this.trace = trace;
    this.kernel = kernel;
  }

  /** The watchdog's report, or the lists that sysrq prints. */
  public String text(KernelReport.Kind kind) {
    final VerdictReport told = new VerdictReport(verdict);
    final KernelReport report = new KernelReport(told.evidence(), kernel);
    final List<String> lines = preamble();
    final List<String> body = switch (kind) {
      case HUNG_TASK -> report.hungTasks();
      case BLOCKED -> report.blocked();
      case LOCKS -> report.locks();
      case LOCKDEP -> throw new IllegalArgumentException("lockdep judges by lock orders");
    };
    lines.add(MARK + "time is counted in steps: seconds, processors, flags, addresses and offsets"
        + " are made up");
    told.evidence().tasks().stream()
        .filter(task -> task.operation().isPresent() && task.function().isPresent())
        .forEach(task -> since(task)
            .ifPresent(step -> lines.add(MARK + task.task() + " (" + task.role()
                + ") waits since step " + step + " of " + trace.steps().size())));
    if (body.isEmpty()) {
      lines.add(MARK + "the watchdog reports nobody; --report locks shows who holds what");
    }
    lines.addAll(body);
    return joined(lines);
  }

  /**
   * Lockdep's report.
   *
   * @param how over what {@code order} was collected
   */
  public String text(LockOrder order, String how) {
    final List<String> lines = preamble();
    lines.add(MARK + "locks taken in " + how);
    final Evidence evidence = new VerdictReport(verdict).evidence();
    final List<String> body = new ArrayList<>(RecursionSplat.lines(evidence, kernel));
    body.addAll(new LockdepSplat(order, kernel).lines());
    if (body.isEmpty()) {
      lines.add(MARK + "no two classes of locks were taken in both orders: lockdep is silent");
      if (evidence.cycle().stream().anyMatch(KernelLog::waitsForNoLock)) {
        lines.add(MARK + "the cycle of this deadlock runs through a wait that is not for a lock,"
            + " which lockdep does not follow");
      }
    }
    lines.addAll(body);
    return joined(lines);
  }

  private static boolean waitsForNoLock(TaskReport task) {
    return task.operation()
        .filter(op -> op == Op.LOCK || op == Op.LOCK_KILLABLE)
        .isEmpty();
  }

  private List<String> preamble() {
    final List<String> lines = new ArrayList<>();
    lines.add(MARK + "simulated, in the shape of Linux " + kernel.version() + ": "
        + schedule.subject() + ", " + verdict.outcome());
    lines.add(MARK + "replayed from " + Token.of(schedule).text());
    return lines;
  }

  /** The step after which the task took no other before everybody had come to rest. */
  private Optional<Integer> since(TaskReport task) {
    return trace.steps().stream()
        .filter(step -> step.actor().pid() == task.pid())
        .filter(step -> step.part().equals(Part.SET_UP)
            || step.part().equals(Part.MAIN)
            || new VerdictReport(verdict).isAboutTheEnd())
        .map(Trace.Step::number)
        .reduce((earlier, later) -> later);
  }

  private static String joined(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
