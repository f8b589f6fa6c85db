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

  // Of each variable: the last event that took it.
  private int[] last = new int[64];

  // Whether it was held before the first event, and given back once.
  private boolean[] heldBefore = new boolean[64];

  // Of each event.
  private boolean[] acquires = new boolean[128];
  private boolean[] tries = new boolean[128];
  private boolean[] fails = new boolean[128];
  private int[] variable = new int[128];
  private int[] before = new int[128];
  private int[] released = new int[128];
  private int[] releases = new int[128];
  private boolean[] matters = new boolean[128];

  // The critical sections of which it has shown that their order matters, the last one first.
  private int[] shown = new int[16];
  private int[] shownAt = new int[16];
  private int shownCount;

  Acquisitions() {
    Arrays.fill(last, NONE);
  }

  /** The next event, of which nothing is known yet. */
  void add(int event) {
    if (event == acquires.length) {
      final int length = event * 2;
      acquires = Arrays.copyOf(acquires, length);
      tries = Arrays.copyOf(tries, length);
      fails = Arrays.copyOf(fails, length);
      variable = Arrays.copyOf(variable, length);
      before = Arrays.copyOf(before, length);
      released = Arrays.copyOf(released, length);
      releases = Arrays.copyOf(releases, length);
      matters = Arrays.copyOf(matters, length);
    }
    acquires[event] = false;
    fails[event] = false;
    releases[event] = NONE;
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
    } else {
      fails[event] = op == Op.TRYLOCK;
    }
  }

  private void acquired(int event, int of, boolean tried) {
    if (of >= last.length) {
      final int length = last.length;
      last = Arrays.copyOf(last, Math.max(length * 2, of + 1));
      Arrays.fill(last, length, last.length, NONE);
    }
    acquires[event] = true;
    tries[event] = tried;
    variable[event] = of;
    before[event] = last[of];
    released[event] = NONE;
    matters[event] = false;
    last[of] = event;
  }

  private void released(int event, int of) {
    final int taken = last(of);
    if (taken != NONE) {
      releases[event] = taken;
      released[taken] = event;
    } else {
      if (of >= heldBefore.length) {
        heldBefore = Arrays.copyOf(heldBefore, Math.max(heldBefore.length * 2, of + 1));
      }
      heldBefore[of] = true;
    }
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

  /** {@code event}, which is the last, has not been. */
  void takeBack(int event) {
    if (acquires[event]) {
      last[variable[event]] = before[event];
    }
    if (releases[event] != NONE) {
      released[releases[event]] = NONE;
    }
    while (shownCount > 0 && shownAt[shownCount - 1] >= event) {
      matters[shown[--shownCount]] = false;
    }
  }

  /** Did the event take a lock? */
  boolean acquires(int event) {
    return acquires[event];
  }

  /** Would the event, which took a lock, have failed while somebody held it? */
  boolean tries(int event) {
    return tries[event];
  }

  /** Was the event a try that failed, since somebody held the lock? */
  boolean fails(int event) {
    return fails[event];
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
    return matters[event];
  }

  /** The order of that critical section shows, as is found before the next event, {@code at}. */
  void show(int event, int at) {
    if (shownCount == shown.length) {
      shown = Arrays.copyOf(shown, shownCount * 2);
      shownAt = Arrays.copyOf(shownAt, shownCount * 2);
    }
    matters[event] = true;
    shown[shownCount] = event;
    shownAt[shownCount++] = at;
  }
}
