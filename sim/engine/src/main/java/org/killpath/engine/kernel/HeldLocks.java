package org.killpath.engine.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The lock list of a task, in the order of taking. Written by the task itself only. */
final class HeldLocks {
  private Resource[] locks = new Resource[4];
  private CFunction[] takenAt = new CFunction[4];
  private int count;

  /**
   * @param at the function that took it, or null if that is none
   */
  void add(Resource lock, CFunction at) {
    if (count == locks.length) {
      locks = Arrays.copyOf(locks, count * 2);
      takenAt = Arrays.copyOf(takenAt, count * 2);
    }
    locks[count] = lock;
    takenAt[count++] = at;
  }

  /** Forgets it, if it is there: of locks taken twice, the later one. */
  void remove(Resource lock) {
    for (int i = count - 1; i >= 0; i--) {
      if (locks[i] == lock) {
        count--;
        System.arraycopy(locks, i + 1, locks, i, count - i);
        System.arraycopy(takenAt, i + 1, takenAt, i, count - i);
        return;
      }
    }
  }

  List<TakenLock> list() {
    final List<TakenLock> held = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      held.add(new TakenLock(locks[i], Optional.ofNullable(takenAt[i])));
    }
    return held;
  }

  void describe(Description to) {
    to.number(count);
    for (int i = 0; i < count; i++) {
      to.number(locks[i].id());
      to.name(takenAt[i] == null ? "" : takenAt[i]);
    }
  }
}
