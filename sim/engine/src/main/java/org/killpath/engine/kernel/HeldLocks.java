package org.killpath.engine.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Description;

/** The lock list of a task, in the order of taking. Written by the task itself only. */
final class HeldLocks {
  private static final int FEW = 4;
  private static final Resource[] NO_LOCKS = {};
  private static final CFunction[] NOWHERE = {};

  private Resource[] locks = NO_LOCKS;
  private CFunction[] takenAt = NOWHERE;
  private int count;

  /** {@code lock} was taken by {@code at}. */
  void add(Resource lock, CFunction at) {
    if (count == locks.length) {
      grow();
    }
    locks[count] = lock;
    takenAt[count++] = at;
  }

  private void grow() {
    if (count == 0) {
      locks = new Resource[FEW];
      takenAt = new CFunction[FEW];
    } else {
      locks = Arrays.copyOf(locks, count * 2);
      takenAt = Arrays.copyOf(takenAt, count * 2);
    }
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

  void forEach(Consumer<Resource> action) {
    for (int i = 0; i < count; i++) {
      action.accept(locks[i]);
    }
  }

  List<TakenLock> list() {
    if (count == 0) {
      return List.of();
    }
    final List<TakenLock> held = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      held.add(new TakenLock(locks[i], takenBy(i)));
    }
    return held;
  }

  private Optional<CFunction> takenBy(int i) {
    return takenAt[i].equals(CFunction.NONE) ? Optional.empty() : Optional.of(takenAt[i]);
  }

  void describe(Description to) {
    to.number(count);
    for (int i = 0; i < count; i++) {
      to.number(locks[i].id());
      to.name(takenAt[i]);
    }
  }
}
