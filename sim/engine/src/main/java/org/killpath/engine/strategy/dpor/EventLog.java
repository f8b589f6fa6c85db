package org.killpath.engine.strategy.dpor;

import java.util.Arrays;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.strategy.Accesses;
import org.killpath.engine.strategy.Dependence;

/**
 * The events of one execution with their vector clocks: which event happens before which, by
 * program order, by dependence, and by the creation of tasks.
 *
 * <p>An event is a number from 0. A clock tells for each task how many of all events, counted from
 * the first, contain those of that task that happened before: event {@code i} of task {@code t}
 * happens before {@code j} if {@code clock(j)[t] > i}.
 *
 * <p>The last events can be taken back ({@link #takeBack}), so that an execution which begins as the
 * one before did need not find out again what is known of its beginning.
 */
public final class EventLog {
  private static final int NO_EVENT = -1;

  private int[] task = new int[128];
  private int[] before = new int[128];
  private int[][] clocks = new int[128][];
  private final Accesses accesses = new Accesses(128); // of each event, in a row each
  private final Users users = new Users();
  private final Acquisitions acquisitions = new Acquisitions();
  private final Preview preview = new Preview(this);
  private boolean[] opens = new boolean[128];
  private boolean[] mightHaveRested = new boolean[128];
  private int size;

  private long known;
  private final int[] last = new int[Kernel.MOST_TASKS];
  private final int[] appeared = new int[Kernel.MOST_TASKS];

  /** How many events there were when the first operation of each task was pending. */
  private final int[] since = new int[Kernel.MOST_TASKS];

  /** The clock of each task before its first event. */
  private final int[][] atFirst = new int[Kernel.MOST_TASKS][];

  /** One more than the highest task there ever was: so much of a clock means anything. */
  private int width;

  /** How long clocks are: most worlds have few tasks, and short clocks stay close to each other. */
  private int room = 12;

  EventLog() {}

  int size() {
    return size;
  }

  /** Forgets the last events, so that {@code events} are left, and who appeared after those. */
  void takeBack(int events) {
    while (size > events) {
      size--;
      last[task[size]] = before[size];
    }
    acquisitions.takeBack(size);
    users.takeBack(size);
    for (long rest = known; rest != 0; rest &= rest - 1) {
      final int index = Long.numberOfTrailingZeros(rest);
      if (appeared[index] >= events) {
        known &= ~(1L << index);
      }
    }
  }

  int task(int event) {
    return task[event];
  }

  /** Did the event let waits through that nothing before it did? */
  boolean opens(int event) {
    return opens[event];
  }

  /** The last event did. */
  void opened() {
    opens[size - 1] = true;
  }

  /** The task of the last event was new before it, or may have been unable to go on. */
  void mightHaveRested() {
    mightHaveRested[size - 1] = true;
  }

  /** Was the task of {@code event} new before it, or may it have been unable to go on? */
  boolean mightHaveRested(int event) {
    return mightHaveRested[event];
  }

  /** The event before {@code event} of the same task, or -1. */
  int before(int event) {
    return before[event];
  }

  /** Which events took locks. */
  Acquisitions acquisitions() {
    return acquisitions;
  }

  boolean knows(int index) {
    return (known & 1L << index) != 0;
  }

  /** A task appears that was created by the task of {@code event}, or nobody's if it is -1. */
  void appear(int index, int event) {
    appearBeforeAll(index);
    since[index] = size;
    if (event >= 0) {
      joinClock(atFirst[index], clocks[event]);
    }
  }

  /** A task appears that was there before the first event. */
  void appearBeforeAll(int index) {
    known |= 1L << index;
    last[index] = NO_EVENT;
    appeared[index] = size;
    since[index] = 0;
    width = Math.max(width, index + 1);
    if (width > room) {
      room = Kernel.MOST_TASKS;
      widen(clocks);
      widen(atFirst);
    }
    if (atFirst[index] == null) {
      atFirst[index] = new int[room];
    } else {
      Arrays.fill(atFirst[index], 0);
    }
  }

  private void widen(int[][] all) {
    for (int i = 0; i < all.length; i++) {
      all[i] = all[i] == null ? null : Arrays.copyOf(all[i], room);
    }
  }

  /** A task appears that was created when everything so far was over. */
  void appearAfterAll(int index) {
    appearBeforeAll(index);
    since[index] = size;
    joinAllBefore(atFirst[index], size);
  }

  /** How many events there were when the next operation of a task was pending. */
  int pendingSince(int index) {
    return last[index] == NO_EVENT ? since[index] : last[index] + 1;
  }

  boolean happensBefore(int earlier, int later) {
    return clocks[later][task[earlier]] > earlier;
  }

  /** The clock of a task, before its next event; not to be written to. */
  int[] clockOf(int index) {
    return last[index] == NO_EVENT ? atFirst[index] : clocks[last[index]];
  }

  /** The clock of the task of {@code event}, before that; not to be written to. */
  int[] clockBefore(int event) {
    return before[event] == NO_EVENT ? atFirst[task[event]] : clocks[before[event]];
  }

  int[] clock(int event) {
    return clocks[event];
  }

  Accesses accesses() {
    return accesses;
  }

  Users users() {
    return users;
  }

  /** The last event of a task, or -1. */
  int last(int index) {
    return last[index];
  }

  /** The last event that looked at the whole world, or -1. */
  int lastLook() {
    final int use = users.lastWriter(Dependence.WORLD);
    return use == Users.NONE ? NO_EVENT : users.event(use);
  }

  /** What the next event would come after. */
  Preview preview() {
    return preview;
  }

  /** The clock that the next event is to have: that of its task so far; good until the next. */
  int[] nextClock(int index) {
    grow();
    System.arraycopy(clockOf(index), 0, clocks[size], 0, width);
    return clocks[size];
  }

  /** The next event is the one that was {@linkplain #preview previewed} last. */
  void add(int index, Accesses of, int row) {
    final int event = size++;
    clocks[event][index] = event + 1;
    task[event] = index;
    before[event] = last[index];
    last[index] = event;
    opens[event] = false;
    mightHaveRested[event] = false;
    accesses.copy(event, of, row);
    users.add(event, accesses);
    acquisitions.add(event);
  }

  /** Joins the first {@code events} into the clock. */
  void joinAllBefore(int[] into, int events) {
    for (int event = 0; event < events; event++) {
      into[task[event]] = Math.max(into[task[event]], event + 1);
    }
  }

  void joinClock(int[] into, int[] from) {
    for (int i = 0; i < width; i++) {
      if (from[i] > into[i]) {
        into[i] = from[i];
      }
    }
  }

  private void grow() {
    if (size == task.length) {
      final int length = size * 2;
      task = Arrays.copyOf(task, length);
      before = Arrays.copyOf(before, length);
      opens = Arrays.copyOf(opens, length);
      mightHaveRested = Arrays.copyOf(mightHaveRested, length);
      clocks = Arrays.copyOf(clocks, length);
    }
    if (clocks[size] == null) {
      clocks[size] = new int[room];
    }
  }
}
