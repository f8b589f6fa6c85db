package org.killpath.engine.runtime.carrier;

/**
 * Whether a platform thread that has given control away yields for a while before it parks.
 *
 * <p>Waking a parked thread on an idle processor is slow: 13 to 20 microseconds on a virtual machine
 * with 2 processors, against 1 to 2 if both threads are on one processor, as they are once the set
 * has a {@link Home}. A thread that yields is
 * still awake when control comes back, and in between lets the others run: 0.6 to 2.5 microseconds a
 * handoff. But where other programs keep the processors busy, a yield may give away a whole time
 * slice, milliseconds. When control was kept waiting by such a yield, all threads of the set stop
 * yielding for a number of handoffs, which doubles from one time to the next. So the loss is bounded
 * to a few microseconds a handoff at first, and soon vanishes.
 *
 * <p>Not synchronized: only the thread that has control calls it.
 */
final class Patience {
  private static final long SHORTEST_PAUSE = 1 << 10;
  private static final long LONGEST_PAUSE = 1 << 18;

  private final boolean yielding;
  private long handoffs;
  private long resumeAt;
  private long lastLate;
  private long pause = SHORTEST_PAUSE;

  private Patience(boolean yielding) {
    this.yielding = yielding;
  }

  /** For threads of the operating system. */
  static Patience adaptive() {
    return new Patience(true);
  }

  /** For virtual threads, which are cheap to wake and expensive to keep awake. */
  static Patience none() {
    return new Patience(false);
  }

  /** Counts a handoff that is about to be made, and says whether the giver may yield. */
  boolean mayYield() {
    return yielding && ++handoffs >= resumeAt;
  }

  /** How many handoffs there were; those of virtual threads are not counted. */
  long handoffs() {
    return handoffs;
  }

  /** Control was kept waiting by a long yield. */
  void late() {
    if (handoffs - lastLate > 4 * pause) {
      pause = SHORTEST_PAUSE;
    }
    lastLate = handoffs;
    resumeAt = handoffs + pause;
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }
}
