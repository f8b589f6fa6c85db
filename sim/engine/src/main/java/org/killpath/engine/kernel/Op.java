package org.killpath.engine.kernel;

/**
 * The kinds of visible operation. A task performs one of them on one {@link Resource}; before each,
 * another task may run.
 *
 * <p>The {@link Access} tells how two operations on the same resource relate: two reads commute,
 * anything else does not. Partial-order reduction rests on it.
 */
public enum Op {
  /** The task is scheduled for the first time. */
  START("starts", Access.NONE, false),
  LOCK("locks", Access.WRITE, true),
  LOCK_KILLABLE("locks killably", Access.WRITE, true),
  TRYLOCK("tries to lock", Access.WRITE, false),
  UNLOCK("unlocks", Access.WRITE, false),
  SPIN_LOCK("spin-locks", Access.WRITE, true),
  WAIT("waits for", Access.READ, true),
  COMPLETE("completes", Access.WRITE, false),
  /** {@code set_current_state()}. */
  SET_STATE("sets the state of", Access.WRITE, false),
  /** {@code schedule()} after the state was set to interruptible. */
  SLEEP("sleeps as", Access.WRITE, true),
  WAKE("wakes", Access.WRITE, false),
  /** A timed sleep between two tries; the task is scheduled again and again. */
  BACK_OFF("backs off from", Access.READ, true),
  SIGNAL("signals", Access.WRITE, false),
  SIGNAL_CHECK("checks signals of", Access.READ, false),
  /** Takes what was sent to the task itself, which no other task can see. */
  GET_SIGNAL("takes a signal of", Access.READ, false),
  /** A copy to or from user memory begins. */
  TOUCH("copies to or from", Access.READ, false),
  /** The copy faulted and waits for the page. */
  FAULT("faults on", Access.READ, true),
  SERVE("serves", Access.WRITE, false),
  READ("reads", Access.READ, false),
  WRITE("writes", Access.WRITE, false),
  COMPARE_AND_SET("compares and sets", Access.WRITE, false),
  TEST_AND_SET("tests and sets", Access.WRITE, false),
  CLEAR("clears", Access.WRITE, false),
  ADD("adds to", Access.WRITE, false),
  TAKE("takes all of", Access.WRITE, false),
  RCU_READ_LOCK("enters a reader of", Access.WRITE, false),
  RCU_READ_UNLOCK("leaves a reader of", Access.WRITE, false),
  SYNCHRONIZE_RCU("begins a grace period of", Access.WRITE, false),
  WAIT_FOR_READERS("waits for the readers of", Access.READ, true),
  CREATE("creates", Access.WRITE, false),
  FREE("frees", Access.WRITE, false),
  GET("takes a reference on", Access.WRITE, false),
  PUT("drops a reference on", Access.WRITE, false),
  WAIT_FOR_ZERO("waits for the last reference on", Access.READ, true),
  /** A loop of the kernel's own that has no end. */
  LOOP("loops for ever on", Access.READ, true),
  /** An actor waits until the ordering it stages has been reached; not part of the kernel. */
  STAGE("is staged until", Access.READ, true);

  /** How an operation uses its resource. */
  public enum Access {
    NONE,
    READ,
    WRITE
  }

  private final String phrase;
  private final Access access;
  private final boolean mayBlock;

  Op(String phrase, Access access, boolean mayBlock) {
    this.phrase = phrase;
    this.access = access;
    this.mayBlock = mayBlock;
  }

  /** A verb in the third person, to be followed by the resource's name. */
  public String phrase() {
    return phrase;
  }

  public Access access() {
    return access;
  }

  /** True if a task can be asleep (or spin) in this operation. */
  public boolean mayBlock() {
    return mayBlock;
  }
}
