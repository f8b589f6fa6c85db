package org.killpath.engine.kernel;

/**
 * The signals that were sent to one task, and which of its group's it has taken note of. Written
 * under the monitor of the group, which stands for {@code siglock}; read by anybody.
 */
final class PendingSignals {
  private final TaskGroup group;
  private volatile boolean fatal;
  private volatile boolean handled;
  private volatile boolean sharedIgnored;

  PendingSignals(TaskGroup group) {
    this.group = group;
  }

  boolean isFatal() {
    return fatal;
  }

  boolean isAny() {
    return fatal || handled || (group.sharedSigkill() && !sharedIgnored);
  }

  void raiseFatal() {
    sharedIgnored = false;
    fatal = true;
  }

  void raiseHandled() {
    sharedIgnored = false;
    handled = true;
  }

  /** True if it was fatal. */
  boolean take() {
    synchronized (group) {
      final boolean wasFatal = fatal;
      fatal = false;
      handled = false;
      return wasFatal || group.isExiting();
    }
  }

  void takeHandled() {
    handled = false;
  }

  void ignoreShared() {
    sharedIgnored = true;
  }
}
