package org.killpath.app.diagnose.log.report;

import java.util.function.Consumer;
import org.killpath.app.diagnose.log.LogEntry;

/** The reports of one caller that have begun and not ended. */
final class OpenReports {
  private final Consumer<LogEntry> receiver;
  private final LockListLines locks = new LockListLines();
  private final SplatLines splat = new SplatLines();
  private final IncidentLines incident = new IncidentLines();
  private final DumpLines dump = new DumpLines();

  OpenReports(Consumer<LogEntry> receiver) {
    this.receiver = receiver;
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

  /** Another report begins, or the log ends. */
  void endAll() {
    endStack();
    splat.end(receiver);
    incident.end(receiver);
  }
}
