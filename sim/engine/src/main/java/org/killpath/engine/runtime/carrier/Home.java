package org.killpath.engine.runtime.carrier;

import java.util.Optional;

/**
 * The one processor on which the threads of a set run, and their driver.
 *
 * <p>At most one of them runs at a time, so they lose nothing, and a handoff need not wake an idle
 * processor, which takes a virtual machine 10 microseconds and more. To find a first home a library is
 * loaded, so that a process that makes few handoffs has none; every later set has one at once. A set
 * that makes many moves now and then, if the system has better room: other programs come and go, and
 * another killpath is one of them.
 *
 * <p>Not synchronized: only the thread that has control calls it.
 */
final class Home {
  /** Where a thread is that may run anywhere. */
  static final int NOWHERE = -1;

  /** A second or two: to look for better room eight times as often costs one handoff of 25. */
  private static final long HANDOFFS_BETWEEN_MOVES = 1 << 19;

  private Optional<Processors> processors = Optional.empty();
  private int processor = NOWHERE;
  private long settlesAt;
  private boolean driverIsLoose;
  private boolean isGuest;

  /**
   * Finds a home, or another one, if it is time. Called by the driver, on whose thread the choice
   * depends. For another one the driver may run anywhere once: while it waits for control to come
   * back, its processor is busy, and the system wakes it on one that is idle if there is any.
   *
   * @param handoffs between threads of the operating system that the set has made
   */
  void settle(long handoffs) {
    if (handoffs < settlesAt
        || (processor == NOWHERE && !Processors.areWorthFindingAfter(handoffs))) {
      return;
    }
    if (processor != NOWHERE && !driverIsLoose && processors.map(this::letLoose).orElse(false)) {
      driverIsLoose = true;
      return;
    }
    driverIsLoose = false;
    settlesAt = handoffs + HANDOFFS_BETWEEN_MOVES;
    if (processor == NOWHERE) {
      processors = Processors.ofThisMachine();
      processors.ifPresent(all -> {
        isGuest = all.isConfined();
        processor = all.claim();
      });
    } else {
      processors.ifPresent(all -> processor = all.claimInsteadOf(processor));
    }
    enter();
  }

  /** Not if another set has taken the driver elsewhere; that is where this one follows. */
  private boolean letLoose(Processors all) {
    final boolean here = all.allowed().get(processor);
    if (here) {
      all.letLoose();
    }
    return here;
  }

  /** Where the threads of the set belong. */
  int processor() {
    return processor;
  }

  /** The calling thread goes there. */
  void enter() {
    processors.ifPresent(all -> all.confineTo(processor));
  }

  /** The calling thread may run anywhere again, unless another set had confined it before. */
  void leave() {
    if (!isGuest) {
      processors.ifPresent(Processors::letLoose);
    }
  }

  /** No thread of the set needs the processor any more; so many handoffs were made. */
  void giveUp(long handoffs) {
    if (processor == NOWHERE) {
      Processors.wereDoneWithout(handoffs);
    } else {
      processors.ifPresent(all -> all.release(processor));
      processor = NOWHERE;
    }
  }
}
