package org.killpath.app.diagnose.log;

import java.util.List;
import java.util.Optional;

/**
 * A report of lockdep. It is the last of its boot: lockdep is off from there on.
 *
 * @param title as printed, for example {@code possible circular locking dependency detected}
 * @param task who was about to do the forbidden thing
 * @param wanted the lock that it asked for
 * @param held what it held, by the report's own list
 * @param calls the trace at that point, innermost first
 */
public record Splat(
    String title,
    Optional<TaskId> task,
    Optional<PrintedLock> wanted,
    List<PrintedLock> held,
    List<Call> calls,
    long line,
    Optional<String> time)
    implements LogEntry {
  public Splat {
    held = List.copyOf(held);
    calls = List.copyOf(calls);
  }

  /** It holds what it wants: the same lock, by its address. */
  public boolean isSelfDeadlock() {
    return wanted.isPresent()
        && held.stream().anyMatch(lock -> lock.address().equals(wanted.get().address()));
  }
}
