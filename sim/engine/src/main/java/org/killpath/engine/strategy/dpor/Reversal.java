package org.killpath.engine.strategy.dpor;

import java.util.Arrays;
import org.killpath.engine.kernel.Kernel;

/**
 * Has two events that race tried in the other order: what does not depend on the earlier one comes
 * before it, and then the later one. One of the tasks that can begin with that, the initials, has to be
 * tried in the frame before the earlier event.
 *
 * <p>Critical sections that nothing orders but a {@linkplain
 * org.killpath.engine.kernel.Resource#isTransparent transparent} lock may stand in each other's way
 * then: the one before may not end any more before the next one is to begin. Such a section is left
 * where it is, with all that depends on it, and so is one that would be moved only in part. If the later
 * event depends on that, the two sections have to be tried in the other order instead.
 */
final class Reversal {
  /** The later event takes no lock. */
  static final int NO_LOCK = -1;

  /** Nothing is in the way of a section. */
  private static final int FREE = -1;

  /** A section stays after others, or is not moved as a whole. */
  private static final int STAYS = -2;

  private final EventLog log;
  private final Acquisitions acquisitions;
  private final Frames frames;
  private final Moved moved = new Moved();

  /** The first event of each task among those that are moved. */
  private final int[] first = new int[Kernel.MOST_TASKS];

  // Events that take locks and are left where they are, and which section is in the way of each.
  private int[] left = new int[16];
  private int[] inTheWay = new int[16];
  private int leftCount;

  // Those among them that were moved in part at first.
  private int[] whole = new int[16];
  private int wholeCount;

  // Events that take locks and are moved.
  private int[] movedSections = new int[16];
  private int movedCount;

  /** What is in the way of the later event, if that takes a lock. */
  private int inItsWay;

  /** Are all sections of a lock left in the order in which they were? */
  private boolean inOrder;

  /** Does whoever is pending wait for ever? */
  private boolean ended;

  Reversal(EventLog log, Frames frames) {
    this.log = log;
    this.acquisitions = log.acquisitions();
    this.frames = frames;
  }

  /** Has the execution ended, so that what is pending is what tasks are blocked in? */
  void ended(boolean isOver) {
    ended = isOver;
  }

  /** A race of two events that have been. */
  void reverse(int earlier, int later) {
    reverse(earlier, later, log.task(later), log.clock(later), lockOf(later));
  }

  private int lockOf(int event) {
    return acquisitions.acquires(event) ? acquisitions.variable(event) : NO_LOCK;
  }

  /**
   * A race of an event that has been with what {@code task} does next.
   *
   * @param clock what happens before that
   * @param lock what it takes, or {@link #NO_LOCK}
   */
  void reverse(int event, int task, int[] clock, int lock) {
    reverse(event, log.size(), task, clock, lock);
  }

  /** The same, of what looks at the world, if all sections stay in the order in which they were. */
  void reverseInOrder(int event, int task, int[] clock) {
    inOrder = true;
    wholeCount = 0;
    frames.mustTry(event, initials(event, log.size(), task, clock, NO_LOCK), task);
    inOrder = false;
  }

  /**
   * Until there is nothing in the way, or what stays. From turn to turn the later event is an earlier
   * one, or the same; and while it is the same, what is in its way comes later each time.
   */
  private void reverse(int event, int end, int task, int[] clock, int lock) {
    int earlier = event;
    int later = end;
    while (true) {
      final boolean isNext = later == log.size();
      final int by = isNext ? task : log.task(later);
      final int[] known = isNext ? clock : log.clock(later);
      final int taken = isNext ? lock : lockOf(later);
      final long initials = initialsOfWholeSections(earlier, later, by, known, taken);
      final int hindered = leftBefore(known);
      if (hindered < 0 && inItsWay == FREE) {
        frames.mustTry(earlier, initials, by);
        return;
      }
      earlier = hindered < 0 ? inItsWay : inTheWay[hindered];
      if (earlier == STAYS) {
        return; // the race of those sections is another one
      }
      later = hindered < 0 ? later : left[hindered];
    }
  }

  /** Which of the events that are left happens before what has this clock; negative if none does. */
  private int leftBefore(int[] clock) {
    for (int i = 0; i < leftCount; i++) {
      if (clock[log.task(left[i])] > left[i]) {
        return i;
      }
    }
    return -1;
  }

  private long initialsOfWholeSections(int event, int end, int task, int[] clock, int lock) {
    wholeCount = 0;
    long initials = initials(event, end, task, clock, lock);
    while (leavesPartsOfSections(clock)) {
      initials = initials(event, end, task, clock, lock);
    }
    return initials;
  }

  /** Are there more sections that are moved in part, and not for the later event? */
  private boolean leavesPartsOfSections(int[] clock) {
    final int before = wholeCount;
    for (int i = 0; i < movedCount; i++) {
      final int each = movedSections[i];
      if (clock[log.task(each)] <= each && !moved.has(acquisitions.released(each))) {
        if (wholeCount == whole.length) {
          whole = Arrays.copyOf(whole, wholeCount * 2);
        }
        whole[wholeCount++] = each;
      }
    }
    return wholeCount > before;
  }

  private boolean isLeftAsAWhole(int event) {
    for (int i = 0; i < wholeCount; i++) {
      if (whole[i] == event) {
        return true;
      }
    }
    return false;
  }

  /**
   * The tasks that can come first in an execution of what is moved before {@code event}, and then of
   * what {@code task} does at {@code end}.
   */
  private long initials(int event, int end, int task, int[] clock, int lock) {
    long initials = 0;
    long begun = 0;
    leftCount = 0;
    movedCount = 0;
    moved.clear(end);
    for (int later = event + 1; later < end; later++) {
      if (log.happensBefore(event, later) || leftBefore(log.clock(later)) >= 0) {
        continue;
      }
      if (acquisitions.acquires(later)) {
        if (isLeft(later, event)) {
          continue;
        }
        if (movedCount == movedSections.length) {
          movedSections = Arrays.copyOf(movedSections, movedCount * 2);
        }
        movedSections[movedCount++] = later;
      }
      final int by = log.task(later);
      if ((begun & 1L << by) == 0) {
        if (!anyBefore(begun, log.clock(later)) && !isTakenByMoved(later)) {
          initials |= 1L << by;
        }
        begun |= 1L << by;
        first[by] = later;
      }
      moved.add(later);
    }
    final int last = lock == NO_LOCK ? Acquisitions.NONE : acquisitions.lastBefore(end, lock);
    if (lock == NO_LOCK) {
      inItsWay = FREE;
    } else {
      inItsWay = inTheWayOf(last, event, end == log.size() ? ended : acquisitions.matters(end));
    }
    if ((begun & 1L << task) == 0 && !anyBefore(begun, clock) && !isAnyMoved(last)) {
      initials |= 1L << task;
    }
    return initials;
  }

  /** Does the section stay where it is? */
  private boolean isLeft(int section, int event) {
    final int way = isLeftAsAWhole(section)
        ? STAYS
        : inTheWayOf(acquisitions.before(section), event, acquisitions.matters(section));
    if (way == FREE) {
      return false;
    }
    if (leftCount == left.length) {
      left = Arrays.copyOf(left, leftCount * 2);
      inTheWay = Arrays.copyOf(inTheWay, leftCount * 2);
    }
    left[leftCount] = section;
    inTheWay[leftCount++] = way;
    return true;
  }

  /**
   * What keeps a section from coming before {@code event}: one of those of the same lock before it,
   * the last of which is {@code last}.
   */
  private int inTheWayOf(int last, int event, boolean shows) {
    int each = last;
    for (; each > event; each = acquisitions.before(each)) {
      if (!moved.has(each)) {
        if (inOrder || shows || acquisitions.matters(each)) {
          return STAYS;
        }
      } else if (!moved.has(acquisitions.released(each))) {
        return each;
      }
    }
    if (each == event) {
      if (inOrder) {
        return STAYS;
      }
      each = acquisitions.before(each);
    }
    return each == Acquisitions.NONE || hasEnded(each, event) ? FREE : each;
  }

  private boolean hasEnded(int section, int event) {
    final int end = acquisitions.released(section);
    return end != Acquisitions.NONE && (end < event || moved.has(end));
  }

  /** Is the lock that {@code event} takes, if it takes any, taken by anything that is moved? */
  private boolean isTakenByMoved(int event) {
    return acquisitions.acquires(event) && isAnyMoved(acquisitions.before(event));
  }

  private boolean isAnyMoved(int last) {
    for (int each = last; each != Acquisitions.NONE; each = acquisitions.before(each)) {
      if (moved.has(each)) {
        return true;
      }
    }
    return false;
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
