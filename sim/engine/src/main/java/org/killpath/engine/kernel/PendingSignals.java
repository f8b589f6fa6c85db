package org.killpath.engine.kernel;

import java.util.function.BooleanSupplier;

/**
 * The signals that were sent to one task, and which of its group's it has taken note of. Written
 * under the monitor of the group, which stands for {@code siglock}; read by anybody.
 */
final class PendingSignals {
  private final TaskGroup group;
  private volatile boolean fatal;
  private volatile boolean handled;
  private volatile boolean sharedIgnored;
  private volatile boolean ignoring;
  /** Null if what halts its group halts it, which is what most do and then costs nothing to make. */
  private volatile BooleanSupplier halts;

  PendingSignals(TaskGroup group) {
    this.group = group;
  }

  boolean isFatal() {
    return fatal;
  }

  boolean isAny() {
    return fatal || handled || (group.sharedSigkill() && !sharedIgnored) || isToHalt();
  }

  void raiseFatal() {
    sharedIgnored = false;
    fatal = true;
  }

  void raiseHandled() {
    sharedIgnored = false;
    handled = true;
  }

  /** {@code get_signal()} of its task: true if it was fatal; a halt of the group is waited out. */
  boolean take(Task task) {
    for (; ; ) {
      group.take(task);
      if (takeFatal()) {
        return true;
      }
      if (!isToHalt()) {
        return false;
      }
      group.awaitGoingOn(task);
    }
  }

  private boolean takeFatal() {
    synchronized (group) {
      final boolean wasFatal = fatal;
      fatal = false;
      handled = false;
      return wasFatal || group.isExiting();
    }
  }

  /** From now on nothing of it ends a sleep; what is in the shared set is not even seen. */
  void ignore() {
    ignoring = true;
    sharedIgnored = true;
  }

  /** Asked whether what halts its group halts its task, too. Before that runs. */
  void haltIf(BooleanSupplier asked) {
    halts = asked;
  }

  private boolean isToHalt() {
    final BooleanSupplier asked = halts;
    return group.isHalted() && (asked == null || asked.getAsBoolean());
  }

  boolean endsSleep() {
    return !ignoring && isAny();
  }

  /** It ends no sleep, but does not let its task fall asleep either. */
  boolean keepsAwake() {
    return ignoring && isAny();
  }
}
