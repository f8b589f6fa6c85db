package org.killpath.app.diagnose.log;

import java.util.Optional;

/**
 * {@code INFO: task A:PID is blocked on a mutex likely owned by task B:PID.} (6.16 and later)
 *
 * @param owner empty if the kernel did not find it
 */
public record LikelyOwner(TaskId waiter, Optional<TaskId> owner, long line) implements LogEntry {
  /** The same at another place. */
  public LikelyOwner at(long number) {
    return new LikelyOwner(waiter, owner, number);
  }
}
