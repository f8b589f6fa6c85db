package org.killpath.engine.strategy;

import java.util.Optional;
import org.killpath.engine.kernel.Allocation;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/**
 * Which visible operations depend on each other: two that do not can be swapped where they stand
 * side by side, and neither enables or disables the other.
 *
 * <p>An operation is a handful of accesses, each to a variable in a mode. Variables are numbered as
 * resources are; besides its own resource an operation may read the memory that the resource lives
 * in (which a free writes) and the signals of its task (which a kill writes).
 */
public final class Dependence {
  /** Accesses of one operation at the most. */
  public static final int MOST = 3;

  /** Marks an access slot that is not used. */
  public static final int NONE = -1;

  /** The variable of an operation that looks at the whole world: it depends on everything. */
  public static final int WORLD = 0;

  private static final int MODE_BITS = 3;
  private static final int READ = 0;
  private static final int WRITE = 1;

  /**
   * A write that commutes with its like: waking a task twice is waking it once, and references that
   * are not the last can be dropped in any order.
   */
  private static final int COMMUTING = 2;

  private static final int ENTER_READER = 3;
  private static final int LEAVE_READER = 4;
  private static final int BEGIN_GRACE_PERIOD = 5;
  private static final int END_GRACE_PERIOD = 6;

  private static final int[] CONFLICTS = new int[7];

  static {
    CONFLICTS[READ] = bit(WRITE) | bit(COMMUTING);
    CONFLICTS[WRITE] = bit(READ) | bit(WRITE) | bit(COMMUTING);
    CONFLICTS[COMMUTING] = bit(READ) | bit(WRITE);
    CONFLICTS[ENTER_READER] = bit(BEGIN_GRACE_PERIOD);
    CONFLICTS[LEAVE_READER] = bit(BEGIN_GRACE_PERIOD) | bit(END_GRACE_PERIOD);
    CONFLICTS[BEGIN_GRACE_PERIOD] = bit(ENTER_READER) | bit(LEAVE_READER);
    CONFLICTS[END_GRACE_PERIOD] = bit(LEAVE_READER);
  }

  private Dependence() {}

  private static int bit(int mode) {
    return 1 << mode;
  }

  /**
   * Writes the accesses of an operation to {@code into}, from {@code from} on; unused slots become
   * {@link #NONE}.
   */
  public static void accesses(Task task, Op op, Resource on, int[] into, int from) {
    into[from] = NONE;
    into[from + 1] = NONE;
    into[from + 2] = NONE;
    if (op == Op.START) {
      return;
    }
    if (op == Op.STAGE || op == Op.BACK_OFF) {
      into[from] = access(WORLD, WRITE);
      return;
    }
    int slot = from;
    into[slot++] = access(variable(task, op, on), mode(op, on));
    if (heedsSignals(op)) {
      into[slot++] = access(task.group().id(), READ);
    }
    final Optional<Allocation> home = on.home();
    if (home.isPresent()) {
      into[slot] = access(home.get().id(), READ);
    }
  }

  /** Do two accesses conflict? */
  public static boolean conflict(int one, int other) {
    if (one == NONE || other == NONE) {
      return false;
    }
    return variable(one) == variable(other) && conflictingModes(one, other);
  }

  /** Do two operations depend on each other, given their accesses? */
  public static boolean dependent(int[] some, int from, int[] others, int start) {
    for (int i = 0; i < MOST; i++) {
      final int one = some[from + i];
      if (one == NONE) {
        break;
      }
      for (int j = 0; j < MOST; j++) {
        final int other = others[start + j];
        if (other == NONE) {
          break;
        }
        if (conflict(one, other) || variable(one) == WORLD || variable(other) == WORLD) {
          return true;
        }
      }
    }
    return false;
  }

  public static boolean conflictingModes(int one, int other) {
    return (CONFLICTS[one & (1 << MODE_BITS) - 1] & bit(other & (1 << MODE_BITS) - 1)) != 0;
  }

  public static int variable(int access) {
    return access >> MODE_BITS;
  }

  /** True if such accesses do not conflict with each other. */
  public static boolean onlyReads(int access) {
    return (access & (1 << MODE_BITS) - 1) == READ;
  }

  /** True if nothing before such an access matters to whatever conflicts with what follows it. */
  public static boolean coversAll(int access) {
    return (access & (1 << MODE_BITS) - 1) == WRITE;
  }

  private static int access(int variable, int mode) {
    return variable << MODE_BITS | mode;
  }

  private static int variable(Task task, Op op, Resource on) {
    return op == Op.WAIT_FOR_READERS ? task.kernel().rcu().id() : on.id();
  }

  private static int mode(Op op, Resource on) {
    return switch (op) {
      case WAKE -> COMMUTING;
      case PUT -> on.commutes(op) ? COMMUTING : WRITE;
      case RCU_READ_LOCK -> ENTER_READER;
      case RCU_READ_UNLOCK -> LEAVE_READER;
      case SYNCHRONIZE_RCU -> BEGIN_GRACE_PERIOD;
      case WAIT_FOR_READERS -> END_GRACE_PERIOD;
      default -> op.access() == Op.Access.WRITE ? WRITE : READ;
    };
  }

  private static boolean heedsSignals(Op op) {
    return switch (op) {
      case LOCK_KILLABLE, SLEEP, TOUCH, FAULT -> true;
      default -> false;
    };
  }

  /** Does how it depends on others change with the state of its resource, while it is pending? */
  public static boolean changes(Op op) {
    return op == Op.PUT;
  }

  /**
   * Does the operation take a lock that another such operation on the resource keeps off? A killable
   * one does not wait once its task was killed, and fails while the lock is held.
   */
  public static boolean isAcquire(Task task, Op op) {
    return op == Op.LOCK
        || op == Op.SPIN_LOCK
        || (op == Op.LOCK_KILLABLE && !task.fatalSignalPending());
  }

  /** Does the operation take a lock, if it is free? */
  public static boolean takesLock(Op op) {
    return switch (op) {
      case LOCK, LOCK_KILLABLE, SPIN_LOCK, TRYLOCK -> true;
      default -> false;
    };
  }

  /** Can events that do not depend on each other make the operation possible? */
  public static boolean isEndedInSeveralWays(Op op) {
    return switch (op) {
      case SLEEP, FAULT, LOCK_KILLABLE, WAIT_FOR_READERS, STAGE, BACK_OFF -> true;
      default -> false;
    };
  }

  /** Can the operation become impossible again by what others do? */
  public static boolean comesAndGoes(Op op) {
    return op == Op.LOCK_KILLABLE || op == Op.WAIT_FOR_ZERO;
  }
}
