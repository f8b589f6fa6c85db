package org.killpath.app.diagnose.evidence.task;

import java.util.Optional;
import org.killpath.app.diagnose.log.PrintedLock;

/**
 * A lock that a task has, or waits for.
 *
 * @param label how the model calls it, if it is one of vhost's
 */
public record SeenLock(PrintedLock lock, Optional<String> label) {
  public static SeenLock of(PrintedLock lock) {
    return new SeenLock(lock, VhostNames.label(lock));
  }

  /** Is it one of vhost's own? */
  public boolean isVhosts() {
    return VhostNames.isOurs(lock);
  }

  /** The model's name, or else lockdep's. */
  public String name() {
    return label.orElse(lock.lockClass());
  }

  public boolean isSameAs(SeenLock other) {
    return hasAddress() && lock.address().equals(other.lock().address());
  }

  /** Can only one task have it at a time, as far as its name tells? Several may read under others. */
  public boolean isExclusive() {
    return label.isPresent() || lock.lockClass().contains("mutex");
  }

  /** Old kernels print none, and some print {@code (____ptrval____)} for all. */
  public boolean hasAddress() {
    return !lock.address().isEmpty() && !lock.address().startsWith("(");
  }
}
