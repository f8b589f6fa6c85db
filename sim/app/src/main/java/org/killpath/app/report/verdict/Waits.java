package org.killpath.app.report.verdict;

import java.util.Optional;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.lab.cell.VhostOutcome;

/** What a blocked task waits for, in words that tell the kinds of wait apart at a glance. */
public final class Waits {
  private Waits() {}

  /** For example {@code blocked on vq[0].mutex}, or {@code stuck in synchronize_rcu()}. */
  public static String what(TaskReport task) {
    if (task.waitsFor().isEmpty() || task.operation().isEmpty()) {
      return "not blocked";
    }
    final String on = task.waitsFor().get().name();
    final Op op = task.operation().get();
    return switch (op) {
      case LOCK, LOCK_KILLABLE, SPIN_LOCK -> "blocked on " + on;
      case FAULT -> "faulting on " + on;
      case WAIT, WAIT_KILLABLE -> "waiting for " + on;
      case WAIT_FOR_READERS -> "stuck in synchronize_rcu()";
      case SLEEP -> "asleep until woken";
      case BACK_OFF -> "retrying for " + on;
      case WAIT_FOR_ZERO -> "waiting for the last reference on " + on;
      default -> op.phrase() + " " + on;
    };
  }

  /** How it relates to those it waits for. */
  public static String link(TaskReport task) {
    return switch (task.operation().orElse(Op.WAIT)) {
      case LOCK, LOCK_KILLABLE, SPIN_LOCK -> "held by ";
      case WAIT_FOR_READERS -> "read by ";
      default -> "up to ";
    };
  }

  /** Who, where, on what: {@code worker vhost-38/42 (D) in vhost_worker_killed(): blocked on ...}. */
  public static String line(TaskReport task) {
    return who(task) + where(task) + ": " + what(task);
  }

  /** Role, name and state; a wait that a kernel shows as D, too, but does not report, is called killable. */
  public static String who(TaskReport task) {
    return task.role() + " " + task.task() + " (" + task.state().shown()
        + (task.state() == TaskState.K ? ", killable" : "") + ")";
  }

  /** Who could end a fault: if that can be done from outside, it is no hang for ever. */
  public static String upTo(Outcome outcome) {
    return outcome == VhostOutcome.HUNG
        ? "which nobody outside can end"
        : "up to the outside world";
  }

  /** It waits for nobody, and nobody for it. */
  public static boolean isIdleInUserMode(TaskReport task) {
    return task.function().isEmpty() && task.operation().equals(Optional.of(Op.SLEEP));
  }

  private static String where(TaskReport task) {
    return task.function().map(at -> " in " + at.name() + "()").orElse(" in user mode");
  }
}
