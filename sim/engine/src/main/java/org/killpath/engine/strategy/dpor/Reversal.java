package org.killpath.engine.strategy.dpor;

import org.killpath.engine.kernel.Kernel;

/**
 * Has two events that race tried in the other order: what does not depend on the earlier one, and then
 * the later one, come before it. One of the tasks that can begin with that has to be tried in the frame
 * before the earlier event: the initials.
 *
 * <p>Critical sections that no event orders may stand in each other's way: one is to begin that, in the
 * execution as it was, began after another had ended, which does not end any more before it. It is left
 * out, with all that depends on it. If that is the later event itself, it is the two sections that have
 * to be tried in the other order.
 */
final class Reversal {
  /** The later event takes no lock. */
  static final int NO_LOCK = -1;

  private final EventLog log;
  private final Frames frames;

  /** The first event of each task among those that come before the earlier one. */
  private final int[] first = new int[Kernel.MOST_TASKS];

  /** Which events those are, as bits. */
  private long[] moved = new long[8];

  /** Events that take locks and are left out, and which section is in the way of each. */
  private int[] leftOut = new int[16];
  private int[] inTheWay = new int[16];
  private int leftOutCount;

  Reversal(EventLog log, Frames frames) {
    this.log = log;
    this.frames = frames;
  }

  /** Two events that have been. The later one takes a lock. */
  void reverse(int earlier, int later) {
    reverse(
        earlier,
        later,
        log.task(later),
        log.clock(later),
        log.acquisitions().variable(later),
        log.acquisitions().matters(later));
  }

  /**
   * An event that has been, and what {@code task} does next.
   *
   * @param clock what happens before that
   * @param lock what it takes
   */
  void reverse(int event, int task, int[] clock, int lock, boolean shows) {
    reverse(event, log.size(), task, clock, lock, shows);
  }

  /**
   * An event that has been, and what {@code task}, which looks at the world, does next: with all
   * sections in the order in which they were.
   */
  void reverseInOrder(int event, int task, int[] clock) {
    banned = 0;
    inOrder = true;
    frames.mustTry(event, initials(event, log.size(), task, clock, NO_LOCK, false), task);
    inOrder = false;
  }

  /** Are all sections left in their order? */
  private boolean inOrder;

  private void reverse(int event, int end, int task, int[] clock, int lock, boolean shows) {
    int earlier = event;
    int later = end;
    int by = task;
    int[] known = clock;
    int takes = lock;
    boolean matters = shows;
    int turns = 0;
    while (true) {
      if (++turns > 5000) throw new IllegalStateException("round");
      banned = 0;
      long initials = initials(earlier, later, by, known, takes, matters);
      while (bansAny(earlier, later, known)) {
        initials = initials(earlier, later, by, known, takes, matters);
      }
      final int hindered = hindered(known);
      if (hindered < 0 && way == FREE) {
        frames.mustTry(earlier, initials, by);
        return;
      }
      if (hindered < 0) {
        if (way == ORDERED) {
          return;
        }
        earlier = way;
      } else {
        if (inTheWay[hindered] == ORDERED) {
          return;
        }
        earlier = inTheWay[hindered];
        later = leftOut[hindered];
        by = log.task(later);
        known = log.clock(later);
        takes = log.acquisitions().variable(later);
        matters = log.acquisitions().matters(later);
      }
    }
  }

  /** Nothing is in the way of a section. */
  private static final int FREE = -1;

  /** A section whose order shows is not moved. */
  private static final int ORDERED = -2;

  private int[] bans = new int[16];
  private int banned;

  /** What is in the way of the later event, if that takes a lock. */
  private int way;

  /** Which event that is left out happens before what has this clock; negative if none does. */
  private int hindered(int[] clock) {
    for (int i = 0; i < leftOutCount; i++) {
      if (clock[log.task(leftOut[i])] > leftOut[i]) {
        return i;
      }
    }
    return -1;
  }

  private long initials(int event, int end, int task, int[] clock, int lock, boolean shows) {
    long initials = 0;
    long begun = 0;
    leftOutCount = 0;
    clear(end);
    final Acquisitions acquisitions = log.acquisitions();
    for (int later = event + 1; later < end; later++) {
      if (log.happensBefore(event, later) || hindered(log.clock(later)) >= 0) {
        continue;
      }
      final boolean acquires = acquisitions.acquires(later);
      if (acquires) {
        final int in = isBanned(later)
            ? ORDERED
            : inTheWayOf(acquisitions.before(later), event, acquisitions.matters(later));
        if (in != FREE) {
          leaveOut(later, in);
          continue;
        }
      }
      final int by = log.task(later);
      if ((begun & 1L << by) == 0) {
        if (!anyBefore(begun, log.clock(later))
            && !(acquires && isTakenAmongMoved(acquisitions.before(later), event))) {
          initials |= 1L << by;
        }
        begun |= 1L << by;
        first[by] = later;
      }
      moved[later >> 6] |= 1L << later;
    }
    way = lock == NO_LOCK ? FREE : inTheWayOf(lastBefore(end, lock), event, shows);
    if ((begun & 1L << task) == 0
        && !anyBefore(begun, clock)
        && !(lock != NO_LOCK && isTakenAmongMoved(lastBefore(end, lock), event))) {
      initials |= 1L << task;
    }
    return initials;
  }

  /** Sections that are moved in part, and not for the later event, are not moved at all. */
  private boolean bansAny(int event, int end, int[] clock) {
    final int before = banned;
    final Acquisitions acquisitions = log.acquisitions();
    for (int each = event + 1; each < end; each++) {
      if (acquisitions.acquires(each) && isMoved(each) && clock[log.task(each)] <= each) {
        final int over = acquisitions.released(each);
        if (over == Acquisitions.NONE || over >= end || !isMoved(over)) {
          if (banned == bans.length) {
            bans = java.util.Arrays.copyOf(bans, banned * 2);
          }
          bans[banned++] = each;
        }
      }
    }
    return banned > before;
  }

  private boolean isBanned(int event) {
    for (int i = 0; i < banned; i++) {
      if (bans[i] == event) {
        return true;
      }
    }
    return false;
  }

  /** The last acquisition of a lock before an event. */
  private int lastBefore(int end, int lock) {
    int acquisition = log.acquisitions().last(lock);
    while (acquisition >= end) {
      acquisition = log.acquisitions().before(acquisition);
    }
    return acquisition;
  }

  /**
   * What keeps a section from coming before {@code event}: one of those of the same lock, the last of
   * which is {@code last}.
   */
  private int inTheWayOf(int last, int event, boolean shows) {
    final Acquisitions acquisitions = log.acquisitions();
    int each = last;
    for (; each != Acquisitions.NONE && each > event; each = acquisitions.before(each)) {
      if (isMoved(each)) {
        final int end = acquisitions.released(each);
        if (end == Acquisitions.NONE || !isMoved(end)) {
          return each;
        }
      } else if (inOrder || shows || acquisitions.matters(each)) {
        return ORDERED;
      }
    }
    if (each == event) {
      if (inOrder) {
        return ORDERED;
      }
      each = acquisitions.before(each);
    }
    if (each == Acquisitions.NONE) {
      return FREE;
    }
    final int end = acquisitions.released(each);
    return end != Acquisitions.NONE && (end < event || isMoved(end)) ? FREE : each;
  }

  /** Is the lock taken by anything that is moved? */
  private boolean isTakenAmongMoved(int acquisition, int event) {
    for (int each = acquisition; each > event; each = log.acquisitions().before(each)) {
      if (isMoved(each)) {
        return true;
      }
    }
    return false;
  }

  private boolean isMoved(int event) {
    return (moved[event >> 6] & 1L << event) != 0;
  }

  private void clear(int end) {
    final int words = (end >> 6) + 1;
    if (words > moved.length) {
      moved = new long[words * 2];
    }
    java.util.Arrays.fill(moved, 0, words, 0);
  }

  private void leaveOut(int event, int way) {
    if (leftOutCount == leftOut.length) {
      leftOut = java.util.Arrays.copyOf(leftOut, leftOutCount * 2);
      inTheWay = java.util.Arrays.copyOf(inTheWay, leftOutCount * 2);
    }
    leftOut[leftOutCount] = event;
    inTheWay[leftOutCount++] = way;
  }

  /** Did the first event of any of the tasks {@code begun} happen before what has this clock? */
  private boolean anyBefore(long begun, int[] later) {
    for (long rest = begun; rest != 0; rest &= rest - 1) {
      final int task = Long.numberOfTrailingZeros(rest);
      if (later[task] > first[task]) {
        return true;
      }
    }
    return false;
  }
}
