package org.killpath.engine.strategy;

import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;

/**
 * Which accesses conflict: the rules under {@link Accesses}. An access is a variable in a mode,
 * packed into one number. Variables are numbered as {@link Resource#variable} says; the modes follow
 * from {@link Op.Access}, and which of them conflict is the only thing that is laid down here.
 */
public final class Dependence {
  /** Marks an access slot that is not used. */
  public static final int NONE = -1;

  /** The variable of an operation that looks at the whole world: it depends on everything. */
  public static final int WORLD = 0;

  private static final int MODE_BITS = 4;
  private static final int MODE = (1 << MODE_BITS) - 1;

  private static final int READ = 0;
  private static final int WRITE = 1;
  private static final int COMMUTING = 2;
  private static final int ENTER_READER = 3;
  private static final int LEAVE_READER = 4;
  private static final int BEGIN_GRACE_PERIOD = 5;
  private static final int END_GRACE_PERIOD = 6;

  /** Takes or gives back a transparent lock. */
  private static final int LOCKING = 7;

  /** A task that goes through a loop is about to look whether it may sleep. */
  private static final int SET_STATE = 8;

  // The modes that conflict with each mode, as bits.
  private static final int WITH_WRITE =
      1 << READ | 1 << WRITE | 1 << COMMUTING | 1 << LOCKING | 1 << SET_STATE;
  private static final int WITH_COMMUTING = 1 << READ | 1 << WRITE | 1 << LOCKING | 1 << SET_STATE;
  private static final int WITH_READ = 1 << WRITE | 1 << COMMUTING | 1 << LOCKING | 1 << SET_STATE;
  private static final int WITH_OTHERS = 1 << READ | 1 << WRITE | 1 << COMMUTING;

  private Dependence() {}

  private static int conflicting(int mode) {
    return switch (mode) {
      case READ -> WITH_READ;
      case WRITE -> WITH_WRITE;
      case COMMUTING -> WITH_COMMUTING;
      case LOCKING, SET_STATE -> WITH_OTHERS;
      case ENTER_READER -> 1 << BEGIN_GRACE_PERIOD;
      case BEGIN_GRACE_PERIOD -> 1 << ENTER_READER;
      default -> 0;
    };
  }

  /** The access of {@code op} to {@code on}, both of which must be pending. */
  static int of(Op op, Resource on) {
    return switch (op.access()) {
      case NONE -> NONE;
      case WORLD -> access(WORLD, WRITE);
      case READ -> access(on.variable(), READ);
      case WRITE -> access(on.variable(), isLocking(op, on) ? LOCKING : WRITE);
      case COMMUTING_WRITE -> access(on.variable(), COMMUTING);
      case WRITE_IF_LAST -> access(on.variable(), on.commutes(op) ? COMMUTING : WRITE);
      case ENTER_READER -> access(on.variable(), ENTER_READER);
      case LEAVE_READER -> access(on.variable(), LEAVE_READER);
      case BEGIN_GRACE_PERIOD -> access(on.variable(), BEGIN_GRACE_PERIOD);
      case END_GRACE_PERIOD -> access(on.variable(), END_GRACE_PERIOD);
    };
  }

  private static boolean isLocking(Op op, Resource on) {
    return (op.locksPlainly() || op.givesLockBack()) && on.isTransparent();
  }

  /** Does it take or give back a lock that is transparent? */
  public static boolean locks(int access) {
    return access != NONE && (access & MODE) == LOCKING;
  }

  /** The same, as if the lock were not transparent. */
  static int opaque(int access) {
    return access(variable(access), WRITE);
  }

  /** Can one of two accesses make the other impossible, or do they conflict? */
  static boolean dependent(int one, int other) {
    return conflict(one, other) || (one == other && locks(one));
  }

  /** The same access, where it matters that {@code task} goes through a loop. */
  static int closely(int access, Task task, Op op) {
    return op == Op.SET_STATE && task.rounds() > 0 ? access(variable(access), SET_STATE) : access;
  }

  /** The same, if it changes nothing. */
  static int onlyRead(int access) {
    return access(variable(access), READ);
  }

  /** That a fact is learned. */
  static int learn(int fact) {
    return access(fact, READ);
  }

  /** That a fact is made true or untrue. */
  static int change(int fact) {
    return access(fact, WRITE);
  }

  /** Does how the operation depends on others change with its resource, while it is pending? */
  public static boolean changes(Op op) {
    return op.access() == Op.Access.WRITE_IF_LAST || op.access() == Op.Access.BEGIN_GRACE_PERIOD;
  }

  /** The end of a grace period, which its beginning is, too, if no reader is inside. */
  static int end(Resource rcu) {
    return access(rcu.variable(), END_GRACE_PERIOD);
  }

  /** Is it the end of a grace period? */
  public static boolean ends(int access) {
    return access != NONE && (access & MODE) == END_GRACE_PERIOD;
  }

  /** Does a reader begin with it? */
  public static boolean enters(int access) {
    return access != NONE && (access & MODE) == ENTER_READER;
  }

  static int read(Resource of) {
    return access(of.variable(), READ);
  }

  private static int access(int variable, int mode) {
    return variable << MODE_BITS | mode;
  }

  /** Does a reader end with it? */
  public static boolean leaves(int access) {
    return access != NONE && (access & MODE) == LEAVE_READER;
  }

  /** Does a grace period begin with it? */
  public static boolean begins(int access) {
    return access != NONE && (access & MODE) == BEGIN_GRACE_PERIOD;
  }

  /** Is one the end of a reader, and the other the beginning or the end of a grace period? */
  static boolean delay(int one, int other) {
    return one != NONE
        && other != NONE
        && variable(one) == variable(other)
        && (delays(one, other) || delays(other, one));
  }

  private static boolean delays(int reader, int gracePeriod) {
    return (reader & MODE) == LEAVE_READER
        && ((gracePeriod & MODE) == BEGIN_GRACE_PERIOD || (gracePeriod & MODE) == END_GRACE_PERIOD);
  }

  /** What is accessed; {@link #WORLD}, or a number of the world's own. */
  public static int variable(int access) {
    return access >> MODE_BITS;
  }

  /** Do two accesses conflict? Not asked of {@link #WORLD}. */
  public static boolean conflict(int one, int other) {
    return (one ^ other) >> MODE_BITS == 0 // most are on different variables
        && one != NONE
        && other != NONE
        && (conflicting(one & MODE) & 1 << (other & MODE)) != 0;
  }

  /**
   * Does it show that of two accesses the one came before the other? They conflict; but a reader that
   * enters after a grace period has begun could as well have entered before, and only then is
   * waited for; and whether a task was woken before it set its state shows only if it sleeps.
   */
  public static boolean orders(int earlier, int later) {
    return conflict(earlier, later)
        && !(begins(earlier) && enters(later))
        && !(setsState(earlier) && wakes(later))
        && !(wakes(earlier) && setsState(later));
  }

  private static boolean setsState(int access) {
    return (access & MODE) == SET_STATE;
  }

  /** Does it wake a task, if it is a task that is accessed? */
  public static boolean wakes(int access) {
    return access != NONE && (access & MODE) == COMMUTING;
  }

  /** True if such accesses do not conflict with each other. */
  public static boolean onlyReads(int access) {
    return (access & MODE) == READ;
  }

  /** True if nothing before such an access matters to whatever conflicts with what follows it. */
  public static boolean coversAll(int access) {
    return (access & MODE) == WRITE;
  }
}
