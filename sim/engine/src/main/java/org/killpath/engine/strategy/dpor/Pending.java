package org.killpath.engine.strategy.dpor;

import java.util.Comparator;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TimedWait;
import org.killpath.engine.runtime.Ready;
import org.killpath.engine.strategy.Accesses;

/** What every task of an execution would do next, and who is new in it. */
final class Pending {
  private static final int NOBODY = -1;

  private final EventLog log;
  private final Accesses accesses = new Accesses(Kernel.MOST_TASKS);

  /** Of each task the one for whose end it waits, or {@link #NOBODY}. */
  private final int[] ended = new int[Kernel.MOST_TASKS];

  /** Tasks that sleep until it is time, as bits. */
  private long timed;

  /** Tasks that have been met in this execution. */
  private long seen;

  /** Tasks that have moved since what they would do next was taken down. */
  private long moved;

  Pending(EventLog log) {
    this.log = log;
  }

  /** A new execution begins. */
  void begin() {
    seen = 0;
    moved = 0;
  }

  /** What each task would access next, in the row of its number. */
  Accesses accesses() {
    return accesses;
  }

  /** The task has taken a step. */
  void moved(int index) {
    moved |= 1L << index;
  }

  /** Takes down what every task that can go on would do, and who is new; those that can go on. */
  long look(Ready ready, int depth) {
    if (seen == 0 && ready.count() > 0) {
      catchUp(ready.task(0).kernel());
    }
    long canGoOn = 0;
    for (int position = 0; position < ready.count(); position++) {
      final Task task = ready.task(position);
      final int index = task.number();
      final long bit = 1L << index;
      canGoOn |= bit;
      if ((seen & bit) == 0) {
        seen |= bit;
        moved |= bit;
        appear(index, ready.op(position), ready.isFirstOfPart(), depth);
      }
      if ((moved & bit) != 0 && !set(task)) {
        moved &= ~bit;
      }
    }
    return canGoOn;
  }

  /**
   * Takes down what those would do who cannot go on now: while the beginning of an execution was repeated
   * nobody looked, and what is there is of the one before.
   */
  private void catchUp(Kernel kernel) {
    for (Task task : kernel.tasks()) {
      if (log.knows(task.number()) && task.isBlocked()) {
        set(task);
      }
    }
  }

  /** A task that has not just been created was there all the time, and could not go on. */
  private void appear(int index, Op first, boolean atRest, int depth) {
    if (log.knows(index)) {
      return;
    }
    if (first != Op.START) {
      log.appearBeforeAll(index);
    } else if (atRest) {
      log.appearAfterAll(index);
    } else {
      log.appear(index, depth - 1);
    }
  }

  /**
   * Takes down what the task would do. If it is enough to see one of several locks, then it looks at
   * that which was taken or given back longest ago.
   *
   * @return as {@link Accesses#setClosely}
   */
  boolean set(Task task) {
    final int index = task.number();
    final Op op = task.pendingOp();
    final Resource on = task.pendingOn();
    final boolean changes = accesses.setClosely(index, task, op, on);
    ended[index] = NOBODY;
    if (op.looksAtWorld()) {
      on.enoughToSee().stream()
          .min(Comparator.comparingInt(each -> log.users().lastLocker(each.variable())))
          .ifPresent(seen -> accesses.setLook(index, on, seen));
      on.awaitsEndOf().ifPresent(other -> {
        ended[index] = other.number();
        accesses.clear(index);
      });
    }
    timed = on instanceof TimedWait ? timed | 1L << index : timed & ~(1L << index);
    return changes;
  }

  /**
   * The clock of what the task would do, as the log has it; not to be written to. Time has passed for
   * whoever slept when everybody was at rest, after all that there had been.
   *
   * @param lastRest how many events there had been when everybody was at rest last
   */
  int[] preview(int index, int lastRest) {
    final int[] clock = log.preview().of(index, accesses, index);
    if (ended[index] != NOBODY) {
      log.joinClock(clock, log.clockOf(ended[index]));
    }
    if ((timed & 1L << index) != 0 && log.pendingSince(index) <= lastRest) {
      log.joinAllBefore(clock, lastRest);
    }
    return clock;
  }
}
