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
 */
public final class EventLog {
  private int[] task = new int[256];
  private int[][] clocks = new int[256][];
  private final Accesses accesses = new Accesses(256);
  private boolean[] opens = new boolean[256];
  private int size;

  private final int[][] current = new int[Kernel.MOST_TASKS][Kernel.MOST_TASKS];
  private long known;

  /**
   * Per variable two rows of events since the last that covers all before: those that do more than
   * read it, that one first, and those that only read it. Readers are many, and need not look at each
   * other.
   */
  private int[][] users = new int[128][];

  /** How each of them uses it. */
  private int[][] uses = new int[128][];

  private int[] userCount = new int[128];
  private int[] lastAcquire = new int[64];
  private int highestVariable;

  /** One more than the highest task there is: clocks are that long. */
  private int width;

  EventLog() {
    Arrays.fill(lastAcquire, -1);
  }

  void clear() {
    size = 0;
    known = 0;
    Arrays.fill(userCount, 0, 2 * highestVariable + 2, 0);
    Arrays.fill(lastAcquire, 0, highestVariable + 1, -1);
    highestVariable = 0;
    width = 0;
  }

  int size() {
    return size;
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

  /** The last event took the lock that it accesses. */
  void acquired() {
    lastAcquire[Dependence.variable(accesses.get(size - 1, 0))] = size - 1;
  }

  boolean knows(int index) {
    return (known & 1L << index) != 0;
  }

  /** A task appears that was created by the task of {@code event}, or nobody's if it is -1. */
  void appear(int index, int event) {
    appearBeforeAll(index);
    if (event >= 0) {
      joinClock(current[index], clocks[event]);
    }
  }

  private void know(int index) {
    known |= 1L << index;
    for (; width <= index; width++) {
      for (int i = 0; i <= index; i++) {
        current[i][width] = 0;
      }
      for (int event = 0; event < size; event++) {
        clocks[event][width] = 0;
      }
    }
  }

  /** A task appears that was there before the first event. */
  void appearBeforeAll(int index) {
    know(index);
    Arrays.fill(current[index], 0);
  }

  /** A task appears that was created when everything so far was over. */
  void appearAfterAll(int index) {
    know(index);
    Arrays.fill(current[index], 0);
    for (int event = 0; event < size; event++) {
      current[index][task[event]] = event + 1;
    }
  }

  boolean happensBefore(int earlier, int later) {
    return clocks[later][task[earlier]] > earlier;
  }

  /** The clock of a task, before its next event. */
  void copyClock(int index, int[] into) {
    System.arraycopy(current[index], 0, into, 0, width);
  }

  int[] clock(int event) {
    return clocks[event];
  }

  /** What each event accesses, in a row each. */
  Accesses accesses() {
    return accesses;
  }

  int lastAcquire(int variable) {
    return variable < lastAcquire.length ? lastAcquire[variable] : -1;
  }

  /** The row of those that do more than read the variable. */
  static int writers(int variable) {
    return 2 * variable;
  }

  /** The row of those that only read it. */
  static int readers(int variable) {
    return 2 * variable + 1;
  }

  int userCount(int row) {
    return row < userCount.length ? userCount[row] : 0;
  }

  int user(int row, int position) {
    return users[row][position];
  }

  /** Does that user conflict with {@code access}, by the access that put it into the row? */
  boolean conflicts(int row, int position, int access) {
    return Dependence.conflict(uses[row][position], access);
  }

  /** The last event that looked at the whole world, or -1. */
  int lastLook() {
    final int row = writers(Dependence.WORLD);
    return userCount[row] == 0 ? -1 : users[row][userCount[row] - 1];
  }

  /**
   * The clock that the next event of task {@code index} would have, but for itself, if it accessed
   * what {@code row} of {@code of} says.
   */
  void preview(int index, Accesses of, int row, int[] into) {
    copyClock(index, into);
    joinConflicts(into, of, row);
  }

  /** The next event, of task {@code index}, accesses what {@code row} of {@code of} says. */
  void add(int index, Accesses of, int row) {
    grow();
    final int event = size;
    final int[] clock = current[index];
    joinConflicts(clock, of, row);
    clock[index] = event + 1;
    System.arraycopy(clock, 0, clocks[event], 0, width);
    task[event] = index;
    opens[event] = false;
    accesses.copy(event, of, row);
    size++;
    for (int slot = 0; slot < Accesses.MOST; slot++) {
      final int access = of.get(row, slot);
      if (access == Dependence.NONE) {
        break;
      }
      use(access, event);
    }
  }

  /** Joins what the operation conflicts with into {@code clock}. */
  private void joinConflicts(int[] clock, Accesses of, int row) {
    for (int slot = 0; slot < Accesses.MOST; slot++) {
      final int access = of.get(row, slot);
      if (access == Dependence.NONE) {
        break;
      }
      join(clock, access);
    }
    joinWorld(clock, of.looksAtWorld(row));
  }

  /** Joins what conflicts with {@code access} into {@code clock}. */
  private void join(int[] clock, int access) {
    final int variable = Dependence.variable(access);
    join(clock, access, writers(variable));
    if (!Dependence.onlyReads(access)) {
      join(clock, access, readers(variable));
    }
  }

  private void join(int[] clock, int access, int row) {
    for (int i = 0; i < userCount(row); i++) {
      final int user = users[row][i];
      if (clock[task[user]] <= user && Dependence.conflict(uses[row][i], access)) {
        joinClock(clock, clocks[user]);
      }
    }
  }

  /** An operation that looks at the world depends on all, and all later ones depend on it. */
  private void joinWorld(int[] clock, boolean looks) {
    if (looks) {
      for (int earlier = 0; earlier < size; earlier++) {
        joinClock(clock, clocks[earlier]);
      }
    } else if (lastLook() >= 0) {
      joinClock(clock, clocks[lastLook()]);
    }
  }

  /** Does {@code event} access the variable of {@code access} in a conflicting way? */
  boolean usesInConflict(int event, int access) {
    return accesses.conflictsWith(event, access);
  }

  void joinClock(int[] into, int[] from) {
    for (int i = 0; i < width; i++) {
      if (from[i] > into[i]) {
        into[i] = from[i];
      }
    }
  }

  private void use(int access, int event) {
    final int variable = Dependence.variable(access);
    if (variable >= lastAcquire.length) {
      growVariables(variable);
    }
    highestVariable = Math.max(highestVariable, variable);
    if (Dependence.coversAll(access)) {
      userCount[writers(variable)] = 0;
      userCount[readers(variable)] = 0;
    }
    final int row = Dependence.onlyReads(access) ? readers(variable) : writers(variable);
    if (users[row] == null) {
      users[row] = new int[8];
      uses[row] = new int[8];
    } else if (userCount[row] == users[row].length) {
      users[row] = Arrays.copyOf(users[row], userCount[row] * 2);
      uses[row] = Arrays.copyOf(uses[row], userCount[row] * 2);
    }
    users[row][userCount[row]] = event;
    uses[row][userCount[row]++] = access;
  }

  private void growVariables(int variable) {
    final int before = lastAcquire.length;
    final int length = Math.max(before * 2, variable + 1);
    users = Arrays.copyOf(users, 2 * length);
    uses = Arrays.copyOf(uses, 2 * length);
    userCount = Arrays.copyOf(userCount, 2 * length);
    lastAcquire = Arrays.copyOf(lastAcquire, length);
    Arrays.fill(lastAcquire, before, length, -1);
  }

  private void grow() {
    if (size == task.length) {
      final int length = size * 2;
      task = Arrays.copyOf(task, length);
      opens = Arrays.copyOf(opens, length);
      clocks = Arrays.copyOf(clocks, length);
    }
    if (clocks[size] == null) {
      clocks[size] = new int[Kernel.MOST_TASKS];
    }
  }
}
