package org.killpath.app.diagnose.match;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.task.Backtrace;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.SeenLock;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.UserPage.Backing;

/** Compares what a log says of a task with what the model says of one. */
final class TaskFit {
  private static final String KTHREAD_LOOP = "vhost_run_work_kthread_list";

  private final Seen seen;
  private final List<String> functions;
  private final TaskReport report;
  private final Optional<Backing> page;
  private final Set<String> mirrored;
  private final String who;

  /** Compares; {@code mirrored} are all functions that the model knows. */
  TaskFit(Seen seen, TaskReport report, Set<String> mirrored, String who) {
    this.seen = seen;
    this.functions = seen.trace().functions().stream()
        .map(name -> mirrored.contains(name) ? name : Predecessors.today(name))
        .toList();
    this.report = report;
    this.page = report.waitsFor().flatMap(TaskReport.WaitedFor::backing);
    this.mirrored = mirrored;
    this.who = who;
  }

  /** As the stuck task: what it waits for, and where, must be the same. */
  Fit asVictim(Hang.Certainty certainty) {
    final boolean compareState =
        certainty == Hang.Certainty.SILENT || certainty == Hang.Certainty.LOOPING;
    final Fit fit = new Fit();
    if (seen.isWorker() != isWorker(report)) {
      return fit.exclude();
    }
    if (report.operation().isEmpty() || !isShown(report, certainty)) {
      return fit.exclude();
    }
    final Wait wait = waitOf(report);
    final Wait kind = seen.trace().kind();
    if (kind != Wait.UNKNOWN && kind != Wait.RUNNING) {
      if (kind != wait) {
        return fit.exclude();
      }
      fit.agree(5, who + " " + kind.words());
    }
    final Optional<String> wanted = seen.waitsFor().flatMap(SeenLock::label);
    if (wanted.isPresent()) {
      if (!wanted.equals(report.waitsFor().map(TaskReport.WaitedFor::label))) {
        return fit.exclude();
      }
      fit.agree(5, "on " + wanted.get());
    }
    return places(fit, true)
        .and(LockFit.of(seen, report, who, mirrored))
        .and(state(compareState))
        .and(fault());
  }

  /** Would a log with such a hang show the task? */
  static boolean isShown(TaskReport report, Hang.Certainty certainty) {
    return switch (certainty) {
      case REPORTED -> report.isReported();
      case MOMENT ->
        report.state().shown() == 'D' || report.operation().equals(Optional.of(Op.FAULT));
      case LOOPING ->
        report.state() == TaskState.R || report.operation().equals(Optional.of(Op.FAULT));
      case SILENT -> true;
    };
  }

  /** As somebody whom the stuck task waits for. */
  Fit asHolder() {
    final Fit fit = new Fit();
    if (seen.isWorker() == isWorker(report)) {
      fit.agree(3, who + (seen.isWorker() ? " is a worker" : " is no worker"));
    } else {
      fit.object(8, who + (isWorker(report) ? " would be a worker" : " would be no worker"));
    }
    return places(fit, false)
        .and(LockFit.of(seen, report, who, mirrored))
        .and(state(true))
        .and(fault());
  }

  static boolean isWorker(TaskReport report) {
    return report.role().startsWith("worker");
  }

  static boolean isInLockList(TaskReport report) {
    final boolean waitsForLock = report
        .operation()
        .filter(op -> op == Op.LOCK || op == Op.LOCK_KILLABLE || op == Op.SPIN_LOCK)
        .isPresent();
    return report.state() != TaskState.GONE && (waitsForLock || !report.locks().isEmpty());
  }

  private static Wait waitOf(TaskReport report) {
    if (report.waitsFor().filter(on -> on.label().equals("socket lock")).isPresent()) {
      return Wait.SOCKET;
    }
    return report.operation().map(TaskFit::waitOf).orElse(Wait.UNKNOWN);
  }

  private static Wait waitOf(Op op) {
    return switch (op) {
      case LOCK, LOCK_KILLABLE -> Wait.MUTEX;
      case WAIT, WAIT_KILLABLE -> Wait.COMPLETION;
      case WAIT_FOR_READERS -> Wait.RCU;
      case FAULT, PIN -> Wait.USER_MEMORY;
      case WAIT_FOR_ZERO -> Wait.REFERENCES;
      case SLEEP -> Wait.IDLE;
      case BACK_OFF -> Wait.BACK_OFF;
      case SPIN_LOCK -> Wait.RUNNING;
      default -> Wait.UNKNOWN;
    };
  }

  private Fit places(Fit fit, boolean required) {
    final Backtrace trace = seen.trace();
    if (functions.isEmpty()) {
      return fit;
    }
    final List<String> model = report.callTrace().stream().map(CFunction::name).toList();
    if (model.isEmpty()) {
      return required ? fit.exclude() : fit.object(6, who + " would be in user mode");
    }
    final String innermost = functions.get(0);
    if (required && !Entry.areAlike(functions, model)) {
      return fit.exclude();
    }
    if (!model.contains(innermost) && !functions.contains(model.get(0))) {
      return required ? fit.exclude() : fit.object(6, who + " would be in " + model.get(0) + "()");
    }
    final long matched = model.stream().filter(functions::contains).count();
    final int exactly = innermost.equals(model.get(0)) ? 2 : 0;
    fit.agree((int) Math.min(6, matched) + exactly, who + " is in " + innermost + "()");
    for (String function : functions) {
      if (!model.contains(function) && mirrored.contains(function)) {
        fit.object(3, who + " would not be called from " + function + "()");
      }
    }
    if (model.contains(KTHREAD_LOOP) != functions.contains(KTHREAD_LOOP) && trace.reliable()) {
      fit.object(
          3,
          who
              + (functions.contains(KTHREAD_LOOP)
                  ? " would be no kernel thread"
                  : " would be a kernel thread"));
    }
    final boolean inHandler = model.contains("vhost_worker_killed");
    if (inHandler && trace.reliable() && !functions.contains("vhost_worker_killed")) {
      fit.object(6, who + " would be in its kill handler");
    }
    return fit;
  }

  /** Running or asleep, where that tells anything. */
  private Fit state(boolean compare) {
    final Fit fit = new Fit();
    if (!compare || seen.isHung()) {
      return fit;
    }
    final boolean runs = report.state() == TaskState.R;
    if (seen.timesRunning() > 0) {
      if (!runs) {
        return fit.object(8, who + " would be asleep (it was seen running)");
      }
      fit.agree(6, who + " runs");
      // One that loops may be asleep whenever it is looked at: it faults, and yields.
      if (seen.timesAsleep() > 0 && page.filter(of -> of == Backing.LOOPING).isEmpty()) {
        fit.agree(1, who + " sleeps between tries");
      }
      return fit;
    }
    if (seen.timesAsleep() == 0) {
      return fit;
    }
    if (runs) {
      return fit.object(4, who + " would be running (it was asleep each time)");
    }
    fit.agree(3, who + " sleeps");
    seen.state()
        .filter(state -> state != report.state().shown())
        .ifPresent(state ->
            fit.object(3, who + " would be shown in state " + report.state().shown()));
    if (report.isReported()) {
      fit.object(4, who + " would be reported by the watchdog");
    }
    return fit;
  }

  /** Its trace is there, and has no page fault in it: it does not wait for user memory. */
  private boolean isCertainlyNoFault() {
    return seen.trace().reliable()
        && !functions.isEmpty()
        && report.operation().equals(Optional.of(Op.FAULT));
  }

  /** What backs the page that it waits for. */
  private Fit fault() {
    final Fit fit = new Fit();
    if (seen.trace().fault().isEmpty() && page.isPresent() && isCertainlyNoFault()) {
      return fit.exclude();
    }
    if (seen.trace().fault().isEmpty() || page.isEmpty()) {
      return fit;
    }
    final Backtrace.Fault fault = seen.trace().fault().get();
    final boolean same = switch (fault) {
      case USERFAULTFD -> page.get() == Backing.USERFAULTFD;
      case FUSE -> page.get() == Backing.FUSE || page.get() == Backing.FUSE_READ;
      case STORAGE ->
        page.get() == Backing.FUSE_ASYNC
            || page.get() == Backing.FILE
            || page.get() == Backing.DEAD_STORAGE
            || page.get() == Backing.FROZEN_STORAGE;
      case OTHER -> true;
    };
    return same
        ? fit.agree(3, who + " waits for " + fault.words())
        : fit.object(4, who + " would wait for another kind of page");
  }
}
