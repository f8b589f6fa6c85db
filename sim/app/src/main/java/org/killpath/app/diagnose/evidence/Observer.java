package org.killpath.app.diagnose.evidence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.killpath.app.diagnose.evidence.task.Backtrace;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.SeenLock;
import org.killpath.app.diagnose.log.Captured;
import org.killpath.app.diagnose.log.HungReport;
import org.killpath.app.diagnose.log.PrintedLock;
import org.killpath.app.diagnose.log.PrintedLocks;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.TaskId;

/** Puts together what different parts of a log, which is read to its end, say of one task. */
final class Observer {
  private final BootLog log;
  private final Map<TaskId, Seen> seen = new HashMap<>();

  Observer(BootLog log) {
    this.log = log;
  }

  Seen see(TaskId task) {
    return seen.computeIfAbsent(task, this::look);
  }

  private Seen look(TaskId task) {
    final Optional<PrintedTask> dump = log.dump(task);
    final Optional<HungReport> report = Optional.ofNullable(log.hung().get(task));
    final Backtrace trace = dump.map(Backtrace::of).orElse(Backtrace.NONE);
    final Optional<PrintedLocks> list = newestList(task);
    final List<SeenLock> locks = list.flatMap(printed -> printed.of(task)).stream()
        .flatMap(printed -> printed.locks().stream())
        .map(SeenLock::of)
        .toList();
    final Optional<SeenLock> listed = locks.isEmpty()
        ? Optional.empty()
        : Optional.of(locks.get(locks.size() - 1))
            .filter(last -> waits(trace, last, report.isPresent())
                || (!trace.isKnown() && isHeldByAnother(task, last, list.orElseThrow())));
    final Optional<SeenLock> wanted = listed.or(() -> captured(task, trace));
    final BootLog.Tally tally = log.tally(task);
    return new Seen(
        task,
        dump.flatMap(PrintedTask::tgid),
        dump.map(PrintedTask::source),
        report,
        report.isPresent() ? Optional.of('D') : dump.flatMap(PrintedTask::state),
        tally.running(),
        tally.asleep(),
        trace,
        listed.isPresent() ? locks.subList(0, locks.size() - 1) : locks,
        wanted,
        tally.counts());
  }

  /** A mutex that was found in the kernel's memory: its address, but not its class. */
  private Optional<SeenLock> captured(TaskId task, Backtrace trace) {
    return log.captured(task)
        .flatMap(Captured::mutex)
        .map(address ->
            SeenLock.of(new PrintedLock(address, "mutex", trace.innermost().orElse(""))));
  }

  /** The newest list that shows any of its locks. */
  private Optional<PrintedLocks> newestList(TaskId task) {
    final List<PrintedLocks> lists = log.lists();
    for (int i = lists.size() - 1; i >= 0; i--) {
      if (lists.get(i).of(task).filter(found -> !found.locks().isEmpty()).isPresent()) {
        return Optional.of(lists.get(i));
      }
    }
    return Optional.empty();
  }

  /**
   * Then whoever names it last can only wait for it: even of a task without a trace that is known.
   * Others may read under some locks at the same time, but hardly while one of them hangs.
   */
  private boolean isHeldByAnother(TaskId task, SeenLock last, PrintedLocks list) {
    return list.tasks().stream()
        .filter(other -> !other.task().equals(task) && LockLists.has(other, last))
        .anyMatch(other -> last.isExclusive() || log.hung().containsKey(other.task()));
  }

  /** Its line ends before it says where it was taken; its name is one that a task of vhost waits for. */
  private static boolean isCutOff(SeenLock lock) {
    return lock.lock().at().isEmpty() && lock.label().isPresent();
  }

  /** The last lock of a list is one that the task waits for, if it waits for one. */
  private static boolean waits(Backtrace trace, SeenLock last, boolean hung) {
    return switch (trace.kind()) {
      case MUTEX ->
        trace.functions().isEmpty()
            || isCutOff(last)
            || trace.functions().contains(last.lock().at())
            || trace
                .outside()
                .filter(other -> other.function().equals(last.lock().at()))
                .isPresent();
      case SOCKET -> last.lock().lockClass().startsWith("sk_lock");
      case UNKNOWN ->
        (hung && trace.functions().isEmpty() && last.label().isPresent())
            || trace.isAtALockOf(last.lock().at());
      default -> trace.isAtALockOf(last.lock().at());
    };
  }
}
