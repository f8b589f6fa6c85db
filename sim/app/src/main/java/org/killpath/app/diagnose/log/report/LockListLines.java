package org.killpath.app.diagnose.log.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.killpath.app.diagnose.log.LocksOf;
import org.killpath.app.diagnose.log.LogEntry;
import org.killpath.app.diagnose.log.PrintedLock;
import org.killpath.app.diagnose.log.PrintedLocks;
import org.killpath.app.diagnose.log.form.Locks;
import org.killpath.app.diagnose.log.line.Limits;

/** A lock list that is being read. It may begin without its headline, in a log that was cut. */
final class LockListLines {
  private static final long FARTHEST = 200;

  private final List<LocksOf> tasks = new ArrayList<>();
  private final List<PrintedLock> locks = new ArrayList<>();
  private Optional<LocksOf> current = Optional.empty();
  private boolean open;
  private boolean systemWide;
  private int lastIndex = -1;
  private long line;
  private long newestLine;
  private Optional<String> time = Optional.empty();

  boolean isOpen() {
    return open;
  }

  /** {@code whole} if a headline says that it is of the whole system, or nothing speaks against it. */
  void open(long number, Optional<String> at, boolean whole) {
    open = true;
    systemWide = whole;
    newestLine = number;
    line = number;
    time = at;
  }

  /** So many lines without a lock in them do not come from inside a list. */
  boolean isFarBefore(long number) {
    return open && number - newestLine > FARTHEST;
  }

  void begin(LocksOf task, long number, Optional<String> at, boolean whole) {
    newestLine = number;
    if (!open) {
      open(number, at, whole);
    }
    endTask();
    current = Optional.of(task);
  }

  void add(Locks.Place place, long number) {
    newestLine = number;
    if (place.index() > lastIndex + 1 || place.index() < lastIndex) {
      return; // lines before it are gone: it may belong to another task
    }
    if (place.index() == lastIndex && !locks.isEmpty()) {
      // Inlined functions come first, without offset; the one that has a symbol is the last.
      locks.set(locks.size() - 1, place.lock());
    } else if (locks.size() < Limits.LOCKS_PER_TASK) {
      locks.add(place.lock());
    }
    lastIndex = place.index();
  }

  private void endTask() {
    current
        .filter(task -> tasks.size() < Limits.TASKS_PER_LIST)
        .ifPresent(
            task -> tasks.add(new LocksOf(task.task(), task.count(), task.running(), locks)));
    current = Optional.empty();
    locks.clear();
    lastIndex = -1;
  }

  void end(Consumer<LogEntry> receiver, boolean complete) {
    if (open) {
      endTask();
      receiver.accept(new PrintedLocks(tasks, systemWide, complete, line, time));
      tasks.clear();
      open = false;
    }
  }
}
