package org.killpath.engine.strategy.dpor;

import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.strategy.Accesses;
import org.killpath.engine.strategy.Dependence;

/**
 * Finds the reversible races of the next event with earlier ones, and has each {@linkplain Reversal
 * reversed}.
 *
 * <p>Locks: an acquisition races with the last acquisition by another task, not with the release
 * that let it through. An operation that was pending and became possible only by an event does not
 * race with that event; nor does a wait for a completion with what completed it.
 *
 * <p>Critical sections of a {@linkplain org.killpath.engine.kernel.Resource#isTransparent transparent}
 * lock are not ordered by it (the lazy happens-before relation: Thomson, Donaldson, PPoPP 2015), and do
 * not race for it, as long as nobody waits in them or hides something in them: then each could as well
 * come first. Where somebody does, its acquisition races with all that came before and after it. An
 * order that a lock forbids is found when a race is reversed.
 */
public final class Races {
  private final EventLog log;
  private final Frames frames;
  private final int[] known = new int[Kernel.MOST_TASKS];

  /** That of the operation whose races are looked for, if it were performed next. */
  private int[] clock = {};

  /** The tasks that have to be at rest for the operation to be possible, as bits. */
  private long resting;

  /** Does the operation look at the whole world? */
  private boolean looks;

  /** How many events there had been when everybody was at rest last. */
  private int lastRest;

  /** Has the execution ended? Whoever waits for a lock now has waited for its holder. */
  private boolean ended;

  private final Candidates candidates;
  private final Reversal reversal;
  private final Rounds rounds;
  private final Rest rest;

  /**
   * Of the events in {@code log}.
   *
   * @param frames where is noted what has to be tried before each event, and found who could go on
   */
  Races(EventLog log, Frames frames, Reversal reversal, Rounds rounds) {
    this.rounds = rounds;
    this.log = log;
    this.frames = frames;
    this.reversal = reversal;
    this.rest = new Rest(log);
    this.candidates = new Candidates(log);
  }

  /** A new execution begins. */
  void begin() {
    ended = false;
    lastRest = 0;
    reversal.ended(false);
  }

  /** So many events had been when everybody was at rest. */
  void rested(int events) {
    lastRest = events;
  }

  /** How many events there had been when everybody was at rest last. */
  int lastRest() {
    return lastRest;
  }

  /** The execution has ended: what is asked for now is what tasks are blocked in. */
  void end() {
    ended = true;
    reversal.ended(true);
  }

  /**
   * Finds the races of what {@code which} does next, and notes what has to be tried for each.
   *
   * @param pending what all tasks access next, in a row each
   * @param ifNext the clock of it as the log previews it
   * @param wakersSince whoever woke the task before that event does not matter
   */
  void find(Task which, Op op, Accesses pending, int[] ifNext, int wakersSince) {
    final int task = which.number();
    final boolean acquire = isAcquire(which, op);
    clock = ifNext;
    looks = pending.looksAtWorld(task);
    resting = looks ? Rest.bits(which.pendingOn().awaitsRestOf()) : 0;
    candidates.find(which, op, pending, acquire, ended);
    if (candidates.count() == 0) {
      return;
    }
    final int needed = rounds.needed(which, op, pending.get(task, 0), lastRest);
    final int[] before = log.clockOf(task);
    System.arraycopy(before, 0, known, 0, before.length);
    for (int i = candidates.count() - 1; i >= 0; i--) {
      final int event = candidates.event(i);
      if (known[log.task(event)] <= event
          && (event >= wakersSince || !Dependence.wakes(log.accesses().get(event, 0)))
          && isReversible(acquire, op, task, event, pending)) {
        if (looks) {
          reversal.reverseInOrder(event, task, clock);
        }
        if (event != needed) {
          reversal.reverse(event, task, clock, takenBefore(event, acquire, op, pending, task));
        }
        if (!op.mayBlock() && !isReleaseBefore(event, op, pending, task)) {
          log.joinClock(known, log.clock(event));
        }
      }
    }
  }

  /** Is it a try, and the event the end of a section, which may have begun with another? */
  private boolean isReleaseBefore(int event, Op op, Accesses pending, int task) {
    final int access = log.accesses().get(event, 0);
    return op == Op.TRYLOCK
        && Dependence.locks(access)
        && Dependence.variable(access) == lockOf(pending, task)
        && !log.acquisitions().acquires(event);
  }

  /** The lock that the operation would take if it came before {@code event}. */
  private int takenBefore(int event, boolean acquire, Op op, Accesses pending, int task) {
    final boolean isFree = acquire || (op == Op.TRYLOCK && isAcquisitionOf(event, pending, task));
    return isFree ? lockOf(pending, task) : Reversal.NO_LOCK;
  }

  /**
   * Does the operation take a lock that another such operation on the resource keeps off? A killable
   * one does not wait once its task was killed, and fails while the lock is held.
   */
  private static boolean isAcquire(Task task, Op op) {
    return op.waitsForLock() && !(op.heedsSignals() && task.fatalSignalPending());
  }

  /**
   * An event that merely made the operation possible cannot come after it. Whether it did so cannot
   * always be told; what came before such an event may still race with an operation that can block,
   * so that for those the event's clock does not count.
   */
  private boolean isReversible(boolean acquire, Op op, int task, int event, Accesses pending) {
    if (acquire && isAcquisitionOf(event, pending, task)) {
      return true;
    }
    if (rest.anyGoesOnWithout(event, resting)) {
      return false;
    }
    if (op.isEndedOnce() && log.opens(event)) {
      return false;
    }
    return couldGoOn(task, event)
        || (op.isEndedInSeveralWays() && isNotAlone(event, pending, task));
  }

  /**
   * Is there a later event that could take the place of {@code event} before the operation? Then it
   * may have been possible without {@code event}, in an order of events that shows the same.
   */
  private boolean isNotAlone(int event, Accesses pending, int task) {
    for (int later = event + 1; later < log.size(); later++) {
      if (!log.happensBefore(event, later) && candidates.isInConflict(later, pending, task)) {
        return true;
      }
    }
    return false;
  }

  /** If the operation was pending before {@code event}, could it have been performed then? */
  private boolean couldGoOn(int task, int event) {
    return log.pendingSince(task) > event || frames.isEnabled(event, task);
  }

  private static int lockOf(Accesses pending, int task) {
    return Dependence.variable(pending.get(task, 0));
  }

  private boolean isAcquisitionOf(int event, Accesses pending, int task) {
    return log.acquisitions().acquires(event)
        && log.acquisitions().variable(event) == lockOf(pending, task);
  }
}
