package org.killpath.engine.strategy.dpor;

import java.util.List;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.strategy.Dependence;

/**
 * Tells which events cannot be left out before an operation, since it {@linkplain
 * org.killpath.engine.kernel.Resource#awaitsRestOf waits for tasks to be at rest} that would go on.
 */
final class Rest {
  private final EventLog log;
  private final Acquisitions acquisitions;

  Rest(EventLog log) {
    this.log = log;
    this.acquisitions = log.acquisitions();
  }

  /** The tasks as bits. */
  static long bits(List<Task> tasks) {
    long bits = 0;
    for (Task task : tasks) {
      bits |= 1L << task.number();
    }
    return bits;
  }

  /**
   * Is there any among {@code tasks}, which are bits, that would neither be at rest nor be missing if
   * {@code event} had not been, nor what depends on it?
   */
  boolean anyGoesOnWithout(int event, long tasks) {
    for (long rest = tasks; rest != 0; rest &= rest - 1) {
      final int index = Long.numberOfTrailingZeros(rest);
      if (log.knows(index) && goesOnWithout(event, index)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The task would be before the first of its events that depends on that one. If that is the event
   * itself it could take this step, since nothing that does not depend on it keeps it off; sections of
   * transparent locks do, though, be it from this step or from one before that.
   */
  private boolean goesOnWithout(int event, int index) {
    int first = Acquisitions.NONE;
    for (int each = log.last(index); each >= event; each = log.before(each)) {
      if (log.happensBefore(event, each)) {
        first = each;
      } else if (acquisitions.acquires(each) && Dependence.locks(log.accesses().get(each, 0))) {
        return false;
      }
    }
    if (first == Acquisitions.NONE) {
      return false;
    }
    if (acquisitions.acquires(first)) {
      return !Dependence.locks(log.accesses().get(first, 0))
          && acquisitions.isFreeWithout(event, acquisitions.variable(first), log);
    }
    return first == event || !log.mightHaveRested(first);
  }
}
