package org.killpath.app.diagnose.log.report;

import java.util.Optional;
import java.util.function.Consumer;
import org.killpath.app.diagnose.log.LogEntry;
import org.killpath.app.diagnose.log.TaskId;

/** The reports of one caller that have begun and not ended. */
final class OpenReports {
  private final Consumer<LogEntry> receiver;
  private final LockListLines locks = new LockListLines();
  private final SplatLines splat = new SplatLines();
  private final IncidentLines incident = new IncidentLines();
  private final DumpLines dump = new DumpLines();
  private int unnamed;

  OpenReports(Consumer<LogEntry> receiver) {
    this.receiver = receiver;
  }

  /** A task whose name and number nobody tells. */
  TaskId nobody() {
    unnamed++;
    return TaskId.unnamed(unnamed);
  }

  LockListLines locks() {
    return locks;
  }

  SplatLines splat() {
    return splat;
  }

  IncidentLines incident() {
    return incident;
  }

  DumpLines dump() {
    return dump;
  }

  /** Hands on what is a report by itself. */
  void handOn(LogEntry entry) {
    receiver.accept(entry);
  }

  /** Does a frame belong to any of them? */
  boolean wantCalls() {
    return dump.isOpen() || splat.isOpen() || incident.isOpen();
  }

  /** Ends what began too many lines ago. */
  void expire(long number) {
    if (locks.isFarBefore(number)) {
      locks.end(receiver, false);
    }
    if (splat.isFarBefore(number)) {
      splat.end(receiver);
    }
    if (incident.isFarBefore(number)) {
      incident.end(receiver);
    }
  }

  /** The trace that is being printed says that it ends here. */
  void closeTrace() {
    splat.close();
    incident.close();
    dump.close();
    endDump();
  }

  void endDump() {
    dump.end(receiver);
  }

  void endIncident() {
    incident.end(receiver);
  }

  /** {@code complete} if the list says that it ends here. */
  void endLocks(boolean complete) {
    locks.end(receiver, complete);
  }

  /** Another stack begins. */
  void endStack() {
    endDump();
    locks.end(receiver, false);
  }

  /** What would be in the middle of being printed if the log ended here. */
  Optional<String> unfinished() {
    if (locks.isOpen()) {
      return Optional.of("a lock list");
    }
    if (splat.isOpen() && !splat.isWhole()) {
      return Optional.of("a report of lockdep");
    }
    if (dump.isOpen() && !dump.isWhole()) {
      return Optional.of(dump.hasCalls() ? "a call trace" : "what is printed of a task");
    }
    return incident.isOpen() && !incident.isWhole()
        ? Optional.of("the report of a crash")
        : Optional.empty();
  }

  /** Another report begins, or the log ends. */
  void endAll() {
    endStack();
    splat.end(receiver);
    incident.end(receiver);
  }
}
