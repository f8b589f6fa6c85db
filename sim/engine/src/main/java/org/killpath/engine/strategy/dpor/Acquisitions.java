package org.killpath.engine.strategy.dpor;

import java.util.Arrays;
import org.killpath.engine.kernel.Op;

/**
 * Which events took locks, and which gave them back. A critical section is named by the event that
 * begins it.
 */
final class Acquisitions {
  /** No event. */
  static final int NONE = -1;

  private static final int ACQUIRES = 1;
  private static final int TRIES = 2;
  private static final int FAILS = 4;
  private static final int MATTERS = 8;

  // Of each variable: the last event that took it.
  private int[] last = new int[64];

  // Whether it was held before the first event, and given back once.
  private boolean[] heldBefore = new boolean[64];

  // Of each event: what it did, in bits.
  private int[] did = new int[128];

  // Of each event that took a lock.
  private int[] variable = new int[128];
  private int[] before = new int[128];
  private int[] released = new int[128];

  // The events that took or gave back a lock, in their order; and which section it was that ended.
  private int[] locking = new int[64];
  private int[] ended = new int[64];
  private int lockingCount;

  /** No event before this one was a try that failed. */
  private int firstFailure = Integer.MAX_VALUE;

  // The critical sections of which it has shown that their order matters, the last one first.
  private int[] shown = new int[16];
  private int[] shownAt = new int[16];
  private int shownCount;

  Acquisitions() {
    Arrays.fill(last, NONE);
  }

  /** The next event, of which nothing is known yet. */
  void add(int event) {
    if (event == did.length) {
      final int length = event * 2;
      did = Arrays.copyOf(did, length);
      variable = Arrays.copyOf(variable, length);
      before = Arrays.copyOf(before, length);
      released = Arrays.copyOf(released, length);
    }
    did[event] = 0;
  }

  /**
   * {@code event}, which is the last, is {@code op} on the lock with that variable.
   *
   * @param isFree was it free before?
   */
  void performed(int event, Op op, int of, boolean isFree) {
    if (op.givesLockBack()) {
      released(event, of);
    } else if (isFree) {
      acquired(event, of, op == Op.TRYLOCK);
    } else if (op == Op.TRYLOCK) {
      did[event] = FAILS;
      firstFailure = Math.min(firstFailure, event);
    }
  }

  private void acquired(int event, int of, boolean tried) {
    if (of >= last.length) {
      final int length = last.length;
      last = Arrays.copyOf(last, Math.max(length * 2, of + 1));
      Arrays.fill(last, length, last.length, NONE);
    }
    did[event] = tried ? ACQUIRES | TRIES : ACQUIRES;
    variable[event] = of;
    before[event] = last[of];
    released[event] = NONE;
    last[of] = event;
    locks(event, NONE);
  }

  private void released(int event, int of) {
    final int taken = last(of);
    if (taken != NONE) {
      released[taken] = event;
      locks(event, taken);
    } else {
      if (of >= heldBefore.length) {
        heldBefore = Arrays.copyOf(heldBefore, Math.max(heldBefore.length * 2, of + 1));
      }
      heldBefore[of] = true;
    }
  }

  private void locks(int event, int section) {
    if (lockingCount == locking.length) {
      locking = Arrays.copyOf(locking, lockingCount * 2);
      ended = Arrays.copyOf(ended, lockingCount * 2);
    }
    locking[lockingCount] = event;
    ended[lockingCount++] = section;
  }

  /**
   * If {@code event} had not been, nor what {@code log} says depends on it, would nobody hold what was
   * taken as that variable?
   */
  boolean isFreeWithout(int event, int of, EventLog log) {
    if (of < heldBefore.length && heldBefore[of]) {
      return false; // as far as is known
    }
    for (int each = last(of); each != NONE; each = before[each]) {
      if (!log.happensBefore(event, each)
          && (released[each] == NONE || log.happensBefore(event, released[each]))) {
        return false;
      }
    }
    return true;
  }

  /** Only so many {@code events} have been. */
  void takeBack(int events) {
    while (lockingCount > 0 && locking[lockingCount - 1] >= events) {
      final int event = locking[--lockingCount];
      final int section = ended[lockingCount];
      if (section == NONE) {
        last[variable[event]] = before[event];
      } else {
        released[section] = NONE;
      }
    }
    while (shownCount > 0 && shownAt[shownCount - 1] >= events) {
      did[shown[--shownCount]] &= ~MATTERS;
    }
  }

  /** Did the event take a lock? */
  boolean acquires(int event) {
    return (did[event] & ACQUIRES) != 0;
  }

  /** Would the event, which took a lock, have failed while somebody held it? */
  boolean tries(int event) {
    return (did[event] & TRIES) != 0;
  }

  /** Was the event a try that failed, since somebody held the lock? */
  boolean fails(int event) {
    return (did[event] & FAILS) != 0;
  }

  /** No event before this one was such a try. */
  int firstFailure() {
    return firstFailure;
  }

  /** What an event took that took a lock. */
  int variable(int event) {
    return variable[event];
  }

  /** The last event that took the variable. */
  int last(int of) {
    return of < last.length ? last[of] : NONE;
  }

  /** The last event before {@code end} that took the variable. */
  int lastBefore(int end, int of) {
    int acquisition = last(of);
    while (acquisition >= end) {
      acquisition = before[acquisition];
    }
    return acquisition;
  }

  /** The event that took the same before. */
  int before(int event) {
    return before[event];
  }

  /** The event that ended the critical section, if any has by now. */
  int released(int event) {
    return released[event];
  }

  /** Does the order of that critical section among others show? */
  boolean matters(int event) {
    return (did[event] & MATTERS) != 0;
  }

  /** The order of that critical section shows, as is found before the next event, {@code at}. */
  void show(int event, int at) {
    if (shownCount == shown.length) {
      shown = Arrays.copyOf(shown, shownCount * 2);
      shownAt = Arrays.copyOf(shownAt, shownCount * 2);
    }
    did[event] |= MATTERS;
    shown[shownCount] = event;
    shownAt[shownCount++] = at;
  }
}
