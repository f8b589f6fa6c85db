package org.killpath.engine.runtime.carrier;

import java.util.Optional;

/**
 * The one processor on which the threads of a set run, and their driver.
 *
 * <p>At most one of them runs at a time, so they lose nothing, and a handoff need not wake an idle
 * processor, which takes a virtual machine 10 microseconds and more. A set that makes few handoffs
 * has no home: to find one, a library is loaded.
 *
 * <p>Not synchronized: only the thread that has control calls it.
 */
final class Home {
  /** Where a thread is that may run anywhere. */
  static final int NOWHERE = -1;

  /** So many handoffs take about as long as finding a home. */
  private static final long HANDOFFS_WITHOUT = 1 << 12;

  private Optional<Processors> processors = Optional.empty();
  private int processor = NOWHERE;
  private boolean sought;

  /**
   * Finds a home if it is time. Called by the driver, on whose thread the choice depends.
   *
   * @param handoffs between threads of the operating system that the set has made
   */
  void settle(long handoffs) {
    if (!sought && handoffs >= HANDOFFS_WITHOUT) {
      sought = true;
      processors = Processors.ofThisMachine();
      processors.ifPresent(all -> processor = all.claim());
    }
  }

  /** Where the threads of the set belong. */
  int processor() {
    return processor;
  }

  /** The calling thread goes there. */
  void enter() {
    processors.ifPresent(all -> all.confineTo(processor));
  }

  /** The calling thread may run anywhere again. */
  void leave() {
    processors.ifPresent(Processors::letLoose);
  }

  /** No thread of the set needs the processor any more. */
  void giveUp() {
    if (processor != NOWHERE) {
      processors.ifPresent(all -> all.release(processor));
      processor = NOWHERE;
    }
  }
}
