package org.killpath.engine.strategy.dpor;

import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/**
 * Sees to it that what is taken as a lock is one, as the search takes for granted: of what several tasks
 * may have at once it would leave out executions, and call itself complete.
 */
final class Exclusive {
  // Null if the last event took no lock.
  private Task taker;
  private Resource taken;

  /** A new execution begins. */
  void begin() {
    taken = null;
  }

  /** {@code task} is about to perform {@code op} on {@code lock}. */
  void next(Task task, Op op, Resource lock) {
    final boolean mayFail = op.heedsSignals() && task.fatalSignalPending();
    if (op.takesLock() && !mayFail && lock.ready(task, Op.LOCK)) {
      taker = task;
      taken = lock;
    }
  }

  /**
   * Whoever took it has it by now.
   *
   * @throws IllegalStateException if it can be taken once more
   */
  void check() {
    if (taken != null && taken.ready(taker, Op.LOCK)) {
      throw new IllegalStateException(taken.name() + " is taken as a lock by " + taker
          + ", and somebody else could take it, too: for what several may have there is "
          + Op.ACQUIRE);
    }
    taken = null;
  }
}
