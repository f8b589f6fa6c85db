package org.killpath.app.diagnose.log;

import java.util.Optional;

/** The head of a lockdep report on two locks that are taken in both orders. */
final class SplatLines {
  private boolean open;
  private Optional<TaskId> task = Optional.empty();
  private Optional<String> wanted = Optional.empty();

  boolean isOpen() {
    return open;
  }

  /** The whole, if this line completes it. */
  Optional<LogEntry> line(String text, long number) {
    if (text.startsWith("WARNING: possible circular locking dependency")) {
      open = true;
      task = Optional.empty();
      wanted = Optional.empty();
      return Optional.empty();
    }
    if (!open) {
      return Optional.empty();
    }
    final Optional<TaskId> who = Forms.splatTask(text);
    if (who.isPresent()) {
      task = who;
      return Optional.empty();
    }
    final Optional<String> lock = Forms.splatLock(text);
    if (lock.isEmpty() || task.isEmpty()) {
      return Optional.empty();
    }
    if (wanted.isEmpty()) {
      wanted = lock;
      return Optional.empty();
    }
    open = false;
    return Optional.of(new CircularDependency(task.get(), wanted.get(), lock.get(), number));
  }
}
