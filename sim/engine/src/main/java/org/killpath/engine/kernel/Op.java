package org.killpath.engine.kernel;

/**
 * The kinds of visible operation. A task performs one of them on one {@link Resource}; before each,
 * another task may run.
 *
 * <p>An operation is one line here, and that line is all that runtimes, partial-order reduction,
 * judge and lock order know of it: its traits. None has a default, since what is forgotten would be
 * taken for independent of others; an operation without one of them does not compile.
 */
public enum Op {
  /** The task is scheduled for the first time. */
  START("starts", Access.NONE, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  LOCK("locks", Access.WRITE, Wait.UNTIL_FREE, Lock.TAKEN, Signals.UNHEEDED),
  LOCK_KILLABLE(
      "locks killably", Access.WRITE, Wait.UNTIL_FREE_OR_KILLED, Lock.TAKEN, Signals.HEEDED),
  TRYLOCK("tries to lock", Access.WRITE, Wait.NEVER, Lock.TAKEN, Signals.UNHEEDED),
  UNLOCK("unlocks", Access.WRITE, Wait.NEVER, Lock.GIVEN_BACK, Signals.UNHEEDED),
  SPIN_LOCK("spin-locks", Access.WRITE, Wait.UNTIL_FREE, Lock.TAKEN, Signals.UNHEEDED),
  WAIT("waits for", Access.READ, Wait.UNTIL_DONE, Lock.NONE, Signals.UNHEEDED),
  COMPLETE("completes", Access.WRITE, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  /** {@code set_current_state()}. */
  SET_STATE("sets the state of", Access.WRITE, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  /** {@code schedule()} after the state was set to interruptible. */
  SLEEP("sleeps as", Access.WRITE, Wait.WHILE_ANY, Lock.NONE, Signals.HEEDED),
  WAKE("wakes", Access.COMMUTING_WRITE, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  /** A timed sleep between two tries; the task is scheduled again and again. */
  BACK_OFF("backs off from", Access.WORLD, Wait.WHILE_ANY, Lock.NONE, Signals.UNHEEDED),
  SIGNAL("signals", Access.WRITE, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  SIGNAL_CHECK("checks signals of", Access.READ, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  /** Takes what was sent to the task itself, which no other task can see. */
  GET_SIGNAL("takes a signal of", Access.READ, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  /** A copy to or from user memory begins. */
  TOUCH("copies to or from", Access.READ, Wait.NEVER, Lock.NONE, Signals.HEEDED),
  /** The copy faulted and waits for the page. */
  FAULT("faults on", Access.READ, Wait.WHILE_ANY, Lock.NONE, Signals.HEEDED),
  SERVE("serves", Access.WRITE, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  READ("reads", Access.READ, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  WRITE("writes", Access.WRITE, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  COMPARE_AND_SET("compares and sets", Access.WRITE, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  TEST_AND_SET("tests and sets", Access.WRITE, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  CLEAR("clears", Access.WRITE, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  ADD("adds to", Access.WRITE, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  TAKE("takes all of", Access.WRITE, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  RCU_READ_LOCK("enters a reader of", Access.ENTER_READER, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  RCU_READ_UNLOCK(
      "leaves a reader of", Access.LEAVE_READER, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  SYNCHRONIZE_RCU(
      "begins a grace period of",
      Access.BEGIN_GRACE_PERIOD,
      Wait.NEVER,
      Lock.NONE,
      Signals.UNHEEDED),
  WAIT_FOR_READERS(
      "waits for the readers of",
      Access.END_GRACE_PERIOD,
      Wait.UNTIL_ANY,
      Lock.NONE,
      Signals.UNHEEDED),
  CREATE("creates", Access.WRITE, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  FREE("frees", Access.WRITE, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  GET("takes a reference on", Access.WRITE, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  PUT("drops a reference on", Access.WRITE_IF_LAST, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  WAIT_FOR_ZERO(
      "waits for the last reference on", Access.READ, Wait.WHILE_ZERO, Lock.NONE, Signals.UNHEEDED),
  /** A loop of the kernel's own that has no end. */
  LOOP("loops for ever on", Access.READ, Wait.FOR_EVER, Lock.NONE, Signals.UNHEEDED),
  /** An actor waits until the ordering it stages has been reached; not part of the kernel. */
  STAGE("is staged until", Access.WORLD, Wait.UNTIL_ANY, Lock.NONE, Signals.UNHEEDED),
  /** Waits for an event, unless a fatal signal comes. */
  WAIT_KILLABLE("waits killably for", Access.READ, Wait.UNTIL_ANY, Lock.NONE, Signals.HEEDED),
  /** A page is taken from an address space whose tasks are all to die. */
  REAP("reaps", Access.WRITE, Wait.NEVER, Lock.NONE, Signals.UNHEEDED),
  /** The task is stopped with its group, until that goes on or dies. */
  STOP("is stopped with", Access.READ, Wait.WHILE_ANY, Lock.NONE, Signals.HEEDED),
  /** A page that is to be pinned is not there, and is waited for. */
  PIN("waits to pin", Access.READ, Wait.WHILE_ANY, Lock.NONE, Signals.HEEDED),
  /** Takes one of what there may be several of, and waits while there is none: {@code down()}. */
  ACQUIRE("takes one of", Access.WRITE, Wait.WHILE_ANY, Lock.NONE, Signals.UNHEEDED);

  /**
   * How an operation uses its resource. Two operations on one resource depend on each other unless
   * these say that they commute: partial-order reduction rests on it.
   */
  public enum Access {
    /** Nothing that another task could see, or that another could change. */
    NONE,
    /** Commutes with its like. */
    READ,
    /** Commutes with nothing, and whatever came before it matters no more to what follows. */
    WRITE,
    /** A write that commutes with its like: waking a task twice is waking it once. */
    COMMUTING_WRITE,
    /**
     * Commutes with its like as long as {@link Resource#commutes} says so, which may change while the
     * operation is pending: references that are not the last can be dropped in any order.
     */
    WRITE_IF_LAST,
    /** Commutes with all but grace periods that begin. */
    ENTER_READER,
    /** Commutes with all: it may end a wait, which shows to nobody but whoever looks at the world. */
    LEAVE_READER,

    /** Commutes with all but readers that begin. */
    BEGIN_GRACE_PERIOD,
    /** Commutes with all: it comes after the readers that it waits for, and cannot come before. */
    END_GRACE_PERIOD,
    /** Looks at the whole world, unless its resource says at what alone: depends on everything. */
    WORLD
  }

  /** Whether a task can be asleep (or spin) in an operation, and what makes it possible. */
  public enum Wait {
    /** It can always be performed. */
    NEVER,
    /** One task's giving back the resource makes it possible; another's taking it, impossible. */
    UNTIL_FREE,
    /** The same, and a fatal signal makes it possible, too. */
    UNTIL_FREE_OR_KILLED,
    /** One event makes it possible, for good; {@link Resource#opens} tells which. */
    UNTIL_DONE,
    /** Any of several events, which need not depend on each other, makes it possible. */
    UNTIL_ANY,
    /** The same, and what made it possible can be undone by others. */
    WHILE_ANY,
    /** What made it possible can be undone by others. */
    WHILE_ZERO,
    /** Nothing. */
    FOR_EVER
  }

  /** Does the operation take its resource as a lock, or give it back? */
  public enum Lock {
    /** Until that task gives it back nobody else can: what several may have is no lock. */
    TAKEN,
    GIVEN_BACK,
    NONE
  }

  /** Does the operation look at the pending signals of its task besides? */
  public enum Signals {
    HEEDED,
    UNHEEDED
  }

  private final String phrase;
  private final Access access;
  private final Wait wait;
  private final boolean mayBlock;
  private final boolean takesLock;
  private final boolean givesLockBack;
  private final boolean locksPlainly;
  private final boolean heedsSignals;

  Op(String phrase, Access access, Wait wait, Lock lock, Signals signals) {
    this.phrase = phrase;
    this.access = access;
    this.wait = wait;
    this.mayBlock = wait != Wait.NEVER;
    this.takesLock = lock == Lock.TAKEN;
    this.givesLockBack = lock == Lock.GIVEN_BACK;
    this.locksPlainly = takesLock && wait != Wait.UNTIL_FREE_OR_KILLED;
    this.heedsSignals = signals == Signals.HEEDED;
  }

  /** A verb in the third person, to be followed by the resource's name. */
  public String phrase() {
    return phrase;
  }

  /** How it uses its resource. */
  public Access access() {
    return access;
  }

  /** Whether a task can wait in it, and what ends the wait. */
  public Wait waiting() {
    return wait;
  }

  /** True if a task can be asleep (or spin) in this operation. */
  public boolean mayBlock() {
    return mayBlock;
  }

  /** True if it takes its resource as a lock, if that is free. */
  public boolean takesLock() {
    return takesLock;
  }

  /** True if it waits for a lock that somebody holds: what lock orders are made of. */
  public boolean waitsForLock() {
    return takesLock && mayBlock;
  }

  /** True if it gives back a lock. */
  public boolean givesLockBack() {
    return givesLockBack;
  }

  /** True if it takes a lock, if that is free, whoever has been killed. */
  public boolean locksPlainly() {
    return locksPlainly;
  }

  /** True if a kill of its task, or another signal, can change what it does. */
  public boolean heedsSignals() {
    return heedsSignals;
  }

  /** Can events that do not depend on each other make the operation possible? */
  public boolean isEndedInSeveralWays() {
    return wait == Wait.UNTIL_ANY || wait == Wait.WHILE_ANY || wait == Wait.UNTIL_FREE_OR_KILLED;
  }

  /** Can the operation become impossible again by what others do, although nobody holds a lock? */
  public boolean comesAndGoes() {
    return wait == Wait.WHILE_ZERO || wait == Wait.WHILE_ANY || wait == Wait.UNTIL_FREE_OR_KILLED;
  }

  /** Is one event enough to end the wait, and is a wait that nobody is to end one for ever? */
  public boolean isEndedOnce() {
    return wait == Wait.UNTIL_DONE;
  }

  /** Does it look at the whole world? */
  public boolean looksAtWorld() {
    return access == Access.WORLD;
  }
}
