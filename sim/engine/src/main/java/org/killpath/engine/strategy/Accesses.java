package org.killpath.engine.strategy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/**
 * What many operations access, one operation in each row: the pending one of each task, say, or that
 * of each event. Two operations that do not depend on each other can be swapped where they stand side
 * by side, and neither enables or disables the other.
 *
 * <p>An operation accesses its resource, in the mode that its {@link Op.Access} says; the signals of
 * its task, if it heeds them (a kill writes those); and the memory that the resource lives in (a free
 * writes that).
 *
 * <p>What this needs of a resource: {@link Resource#variable} tells it from others of its world;
 * {@link Resource#home} stays the same; {@link Resource#commutes} is true only where the order of two
 * such operations shows nowhere; {@link Resource#ready} looks at nothing but the resource, and at the
 * signals of the task if the operation heeds them, unless {@link Op#looksAtWorld}.
 */
public final class Accesses {
  /** Of one operation at the most. */
  public static final int MOST = 8;

  private int[] slots;

  /** Room for so many operations, and for more if {@link #copy} asks for it. */
  public Accesses(int rows) {
    slots = new int[rows * MOST];
    Arrays.fill(slots, Dependence.NONE);
  }

  /** Writes down what {@code op} of {@code task}, which is pending, accesses. */
  public void set(int row, Task task, Op op, Resource on) {
    final int from = row * MOST;
    final int access = Dependence.of(op, on);
    slots[from] = access;
    if (access == Dependence.NONE) {
      return;
    }
    if (op.looksAtWorld()) {
      setLook(from, on, on.looksOnlyAt());
      return;
    }
    int slot = from + 1;
    if (op.access() == Op.Access.BEGIN_GRACE_PERIOD && on.ready(task, Op.WAIT_FOR_READERS)) {
      slots[slot++] = Dependence.end(on);
    }
    if (op.heedsSignals()) {
      slots[slot++] = Dependence.read(task.group());
    }
    final Optional<Allocation> home = on.home();
    if (home.isPresent()) {
      slots[slot++] = Dependence.read(home.get());
    }
    slots[slot] = Dependence.NONE;
  }

  /** An operation on {@code on} that looks at the world sees enough if it looks at one resource. */
  public void setLook(int row, Resource on, Resource seen) {
    setLook(row * MOST, on, List.of(seen));
  }

  private void setLook(int from, Resource on, List<? extends Resource> seen) {
    final Optional<Allocation> home = on.home();
    int slot = from;
    if (seen.isEmpty() || seen.size() > MOST - 2) {
      slot++; // the world it is
    } else {
      for (Resource each : seen) {
        slots[slot++] = Dependence.read(each);
      }
      if (home.isPresent()) {
        slots[slot++] = Dependence.read(home.get());
      }
    }
    slots[slot] = Dependence.NONE;
  }

  /**
   * The same, with a closer look at what the operation would do in the present state: what changes
   * nothing only reads.
   *
   * @return might it be another access in another state, while the operation is pending?
   */
  public boolean setClosely(int row, Task task, Op op, Resource on) {
    set(row, task, op, on);
    final boolean dependsOnState = on.dependsOnState(op);
    final boolean changes = dependsOnState || Dependence.changes(op);
    final int from = row * MOST;
    if (slots[from] == Dependence.NONE || op.looksAtWorld()) {
      return changes;
    }
    if (!dependsOnState) {
      slots[from] = Dependence.closely(slots[from], task, op);
      return changes;
    }
    final int fact = on.learns(task, op);
    if (fact != Resource.NO_FACT) {
      slots[from] = Dependence.learn(fact);
      return changes;
    }
    if (on.changesNothing(task, op)) {
      slots[from] = Dependence.onlyRead(slots[from]);
    }
    change(from, on.refutes(task, op));
    change(from, on.establishes(task, op));
    return changes;
  }

  private void change(int from, int fact) {
    if (fact != Resource.NO_FACT) {
      int slot = from;
      while (slots[slot] != Dependence.NONE) {
        slot++;
      }
      slots[slot] = Dependence.change(fact);
      slots[slot + 1] = Dependence.NONE;
    }
  }

  /** One of the accesses of a row; what follows a {@link Dependence#NONE} means nothing. */
  public int get(int row, int slot) {
    return slots[row * MOST + slot];
  }

  /** The same accesses as in a row of {@code other}. */
  public void copy(int row, Accesses other, int theirRow) {
    if ((row + 1) * MOST > slots.length) {
      slots = Arrays.copyOf(slots, slots.length * 2);
    }
    int to = row * MOST;
    for (int from = theirRow * MOST; from < (theirRow + 1) * MOST; from++) {
      slots[to++] = other.slots[from];
      if (other.slots[from] == Dependence.NONE) {
        return;
      }
    }
  }

  /** The operation on a transparent lock in that row orders all others on it after all. */
  public void makeOpaque(int row) {
    slots[row * MOST] = Dependence.opaque(slots[row * MOST]);
  }

  /** The operation depends on nothing that others do. */
  public void clear(int row) {
    slots[row * MOST] = Dependence.NONE;
  }

  /** Does the operation look at the whole world? */
  public boolean looksAtWorld(int row) {
    final int first = slots[row * MOST];
    return first != Dependence.NONE && Dependence.variable(first) == Dependence.WORLD;
  }

  /** Do the operations of two rows race: does their order show, be it in who has to wait? */
  boolean race(int row, int other) {
    return dependent(this, row, this, other)
        || Dependence.delay(slots[row * MOST], slots[other * MOST]);
  }

  /** Do two operations depend on each other? */
  public static boolean dependent(Accesses some, int row, Accesses others, int theirRow) {
    final int access = some.slots[row * MOST];
    final int theirs = others.slots[theirRow * MOST];
    if (access == Dependence.NONE || theirs == Dependence.NONE) {
      return false;
    }
    if (Dependence.variable(access) == Dependence.WORLD
        || Dependence.variable(theirs) == Dependence.WORLD) {
      return true;
    }
    return Dependence.dependent(access, theirs) || conflict(some, row, others, theirRow);
  }

  /** Do two operations, neither of which looks at the world, access a variable in conflicting ways? */
  public static boolean conflict(Accesses some, int row, Accesses others, int theirRow) {
    final int end = (row + 1) * MOST;
    final int theirEnd = (theirRow + 1) * MOST;
    for (int slot = row * MOST; slot < end; slot++) {
      final int access = some.slots[slot];
      if (access == Dependence.NONE) {
        return false;
      }
      for (int their = theirRow * MOST; their < theirEnd; their++) {
        final int theirs = others.slots[their];
        if (theirs == Dependence.NONE) {
          break;
        }
        if (Dependence.conflict(access, theirs)) {
          return true;
        }
      }
    }
    return false;
  }
}
