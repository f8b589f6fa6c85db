package org.killpath.app.report.klog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.call.CFunction;

/**
 * A lock as lockdep prints it: address, class, usage, and where it was asked for.
 *
 * @param id stands for the address
 */
record LockLine(String label, int id, Optional<CFunction> at) {
  /** What the model calls the lock that {@code lock_sock()} takes. */
  static final String SOCKET = "socket lock";

  static LockLine of(TaskReport.HeldLock held) {
    return new LockLine(held.label(), held.id(), held.at());
  }

  /** All that a task holds, in order, and last the one that it waits for: it counts as held. */
  static List<LockLine> of(TaskReport task) {
    final List<LockLine> locks = new ArrayList<>();
    task.locks().forEach(held -> locks.add(of(held)));
    waitedFor(task).ifPresent(locks::add);
    return locks;
  }

  /** The lock that a task waits for, if it is a lock. */
  private static Optional<LockLine> waitedFor(TaskReport task) {
    return switch (task.operation().orElse(Op.START)) {
      case LOCK, LOCK_KILLABLE, SPIN_LOCK ->
        task.waitsFor().map(on -> new LockLine(on.label(), on.id(), task.function()));
      default -> Optional.empty();
    };
  }

  /** The name of the class, as in {@code &vq->mutex}. */
  String className() {
    if (isSocket()) {
      return "sk_lock-AF_VSOCK";
    }
    return label.contains(".") ? "&" + label.replace(".", "->") : label;
  }

  private boolean isSocket() {
    return label.equals(SOCKET);
  }

  private boolean sleeps() {
    return label.endsWith("mutex");
  }

  /** The function of the kernel that takes such a lock. */
  String function() {
    if (isSocket()) {
      return "lock_sock_nested";
    }
    return sleeps() ? "__mutex_lock" : "_raw_spin_lock";
  }

  /** Class and usage: {@code (&vq->mutex){+.+.}-{3:3}}. */
  String classAndUsage(KernelVersion kernel) {
    return "(" + className() + ")" + (isSocket() ? "{+.+.}-{0:0}" : kernel.usage(sleeps()));
  }

  /** Without its number in a list. */
  String text(KernelVersion kernel) {
    return String.format(
        Locale.ROOT,
        "%016x %s, at: %s",
        0xffff888000a00000L + id * 0x100L,
        classAndUsage(kernel),
        at.map(Symbol::of).orElse(Symbol.of("syscall_enter")));
  }
}
