package org.killpath.engine.strategy.dpor;

import java.util.Arrays;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.strategy.Dependence;

/**
 * Finds the reversible races of the next event with earlier ones, and for each the tasks of which
 * one has to be tried before the earlier event: the initials of what does not depend on it.
 *
 * <p>Locks: an acquisition races with the last acquisition by another task, not with the release
 * that let it through. An operation that was pending and became possible only by an event does not
 * race with that event; nor does a wait for a completion with what completed it.
 */
final class Races {
  /** Takes the races found. */
  @FunctionalInterface
  interface Reversal {
    /**
     * One more race.
     *
     * @param event before which one of {@code tasks} must be tried
     * @param preferred the task whose event races
     */
    void mustTry(int event, long tasks, int preferred);
  }

  private final EventLog log;
  private final Reversal reversal;
  private final int[] pendingSince = new int[EventLog.MOST_TASKS];
  private final int[] known = new int[EventLog.MOST_TASKS];
  private final int[] clock = new int[EventLog.MOST_TASKS];
  private int[] candidates = new int[64];
  private int candidateCount;
  private int acquired;
  private int[] suffix = new int[256];

  Races(EventLog log, Reversal reversal) {
    this.log = log;
    this.reversal = reversal;
  }

  /** The task's next operation is pending from now on. */
  void stepped(int task) {
    pendingSince[task] = log.size();
  }

  /** The task's next operation was pending before the first event. */
  void pendingFromTheBeginning(int task) {
    pendingSince[task] = 0;
  }

  /**
   * Finds the races of what {@code which} does next.
   *
   * @param accesses of all tasks' pending operations
   * @param enabled who could go on before each event
   */
  void find(Task which, Op op, int[] accesses, long[] enabled) {
    final int task = which.number();
    final boolean acquire = Dependence.isAcquire(which, op);
    final int from = task * Dependence.MOST;
    log.preview(task, accesses, from, clock);
    System.arraycopy(log.clockOf(task), 0, known, 0, known.length);
    if (!acquire && Dependence.comesAndGoes(op)) {
      collectAll(accesses, task);
    } else {
      collect(accesses, from, acquire);
    }
    Arrays.sort(candidates, 0, candidateCount);
    for (int i = candidateCount - 1; i >= 0; i--) {
      final int event = candidates[i];
      if (known[log.task(event)] <= event
          && isReversible(acquire, op, task, event, accesses, enabled)) {
        reversal.mustTry(event, initials(event, task), task);
        if (!op.mayBlock()) {
          log.joinClock(known, log.clock(event));
        }
      }
    }
  }

  /**
   * An event that merely made the operation possible cannot come after it. Whether it did so cannot
   * always be told; what came before such an event may still race with an operation that can block,
   * so that for those the event's clock does not count.
   */
  private boolean isReversible(
      boolean acquire, Op op, int task, int event, int[] accesses, long[] enabled) {
    if (acquire && event == acquired) {
      return true;
    }
    if (op == Op.WAIT && log.opens(event)) {
      return false;
    }
    return couldGoOn(task, event, enabled)
        || (Dependence.isEndedInSeveralWays(op) && isNotAlone(event, accesses, task));
  }

  /**
   * Is there a later event that could take the place of {@code event} before the operation? Then it
   * may have been possible without {@code event}, in an order of events that shows the same.
   */
  private boolean isNotAlone(int event, int[] accesses, int task) {
    for (int later = event + 1; later < log.size(); later++) {
      if (!log.happensBefore(event, later) && isInConflict(later, accesses, task)) {
        return true;
      }
    }
    return false;
  }

  private boolean isInConflict(int event, int[] accesses, int task) {
    final int from = task * Dependence.MOST;
    if (Dependence.variable(accesses[from]) == Dependence.WORLD) {
      return true;
    }
    for (int slot = 0; slot < Dependence.MOST; slot++) {
      if (log.usesInConflict(event, accesses[from + slot])) {
        return true;
      }
    }
    return false;
  }

  /** If the operation was pending before {@code event}, could it have been performed then? */
  private boolean couldGoOn(int task, int event, long[] enabled) {
    return pendingSince[task] > event || (enabled[event] & 1L << task) != 0;
  }

  private void collect(int[] accesses, int from, boolean acquire) {
    candidateCount = 0;
    acquired = -1;
    for (int slot = 0; slot < Dependence.MOST; slot++) {
      final int access = accesses[from + slot];
      if (access == Dependence.NONE) {
        break;
      }
      final int variable = Dependence.variable(access);
      if (variable == Dependence.WORLD) {
        for (int event = 0; event < log.size(); event++) {
          candidate(event);
        }
      } else if (slot == 0 && acquire) {
        acquired = log.lastAcquire(variable);
        if (acquired >= 0) {
          candidate(acquired);
        }
      } else {
        conflicting(access, EventLog.writers(variable));
        if (!Dependence.onlyReads(access)) {
          conflicting(access, EventLog.readers(variable));
        }
      }
    }
    if (log.lastLook() >= 0) {
      candidate(log.lastLook());
    }
  }

  /** Not only what follows the last that covers all before: that one may not be reversible. */
  private void collectAll(int[] accesses, int task) {
    candidateCount = 0;
    acquired = -1;
    for (int event = 0; event < log.size(); event++) {
      if (isInConflict(event, accesses, task) || event == log.lastLook()) {
        candidate(event);
      }
    }
  }

  private void conflicting(int access, int row) {
    for (int i = 0; i < log.userCount(row); i++) {
      if (log.usesInConflict(log.user(row, i), access)) {
        candidate(log.user(row, i));
      }
    }
  }

  private void candidate(int event) {
    if (candidateCount == candidates.length) {
      candidates = Arrays.copyOf(candidates, candidateCount * 2);
    }
    candidates[candidateCount++] = event;
  }

  /**
   * The tasks that can come first in an execution of what follows {@code event} without depending on
   * it, and then of what {@code task} does next.
   */
  private long initials(int event, int task) {
    long initials = 0;
    long begun = 0;
    int count = 0;
    for (int later = event + 1; later < log.size(); later++) {
      if (log.happensBefore(event, later)) {
        continue;
      }
      final long bit = 1L << log.task(later);
      if ((begun & bit) == 0) {
        begun |= bit;
        if (!anyBefore(count, log.clock(later))) {
          initials |= bit;
        }
      }
      if (count == suffix.length) {
        suffix = Arrays.copyOf(suffix, count * 2);
      }
      suffix[count++] = later;
    }
    if ((begun & 1L << task) == 0 && !anyBefore(count, clock)) {
      initials |= 1L << task;
    }
    return initials;
  }

  /** Did any of the first {@code count} events of the suffix happen before what has this clock? */
  private boolean anyBefore(int count, int[] later) {
    for (int i = 0; i < count; i++) {
      if (later[log.task(suffix[i])] > suffix[i]) {
        return true;
      }
    }
    return false;
  }
}
