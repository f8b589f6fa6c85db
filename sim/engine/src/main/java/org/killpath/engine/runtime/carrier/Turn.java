package org.killpath.engine.runtime.carrier;

import java.util.concurrent.locks.LockSupport;

/** Where one thread waits until control reaches it. */
final class Turn {
  /** About 30 microseconds, what it costs to wake a thread on an idle processor. */
  private static final int YIELDS_ABROAD = 50;

  /**
   * On the processor that all threads of the set share. There a yield lets the next one run, and
   * more of them go round among those that wait.
   */
  private static final int YIELDS_AT_HOME = 4;

  /** Longer than any number of threads of one set take to yield, shorter than a time slice. */
  private static final long LONG_YIELD_NANOS = 100_000;

  private final Patience patience;
  private final Home home;

  /** Where the thread has been told to run. */
  private int at = Home.NOWHERE;

  /** Set by whoever gives control to this thread. */
  private volatile boolean come;

  /** Whether the giver has to wake this thread. */
  private volatile boolean parking;

  /** The interrupt status put aside while the thread waits. */
  private boolean interrupted;

  /** Who waits here. */
  private Thread thread = Thread.currentThread();

  Turn(Patience patience, Home home) {
    this.patience = patience;
    this.home = home;
  }

  /** Says who waits here from now on; called while that thread or its creator has control. */
  void belongTo(Thread waiter) {
    if (thread != waiter) {
      thread = waiter;
      at = Home.NOWHERE;
    }
  }

  /** The thread that waits here, which calls this, may run anywhere again. */
  void leaveHome() {
    if (at != Home.NOWHERE) {
      at = Home.NOWHERE;
      home.leave();
    }
  }

  /** Gives control to the thread that waits here. */
  void give() {
    Thread waiter = thread;
    come = true;
    if (parking) {
      LockSupport.unpark(waiter);
    }
  }

  /** Gives control to the thread that waits at {@code next} and waits here, on the own thread. */
  void handTo(Turn next) {
    boolean yielding = patience.mayYield();
    next.give();
    boolean late = yielding && awaitYielding();
    awaitParked();
    if (late) {
      patience.late();
    }
  }

  /**
   * Waits until control comes. A park returns at once while the thread is interrupted, and this loop
   * would spin; where all threads share one platform thread, for ever. So the interrupt status is put
   * aside until control has come.
   */
  void awaitParked() {
    if (!come) {
      parking = true;
      while (!come) {
        LockSupport.park(this);
        if (Thread.interrupted()) {
          interrupted = true;
        }
      }
      parking = false;
    }
    come = false;
    if (interrupted) {
      interrupted = false;
      thread.interrupt();
    }
    if (at != home.processor()) {
      home.enter();
      at = home.processor();
    }
  }

  /**
   * Marks the thread that waits here as interrupted once control has come. Both the caller and the
   * waiting thread may set the field, but only to true, and it is read after control has come.
   */
  void interruptWhenItComes() {
    interrupted = true;
  }

  /** Waits a while; returns whether control came during a yield that was long. */
  @SuppressWarnings("ThreadPriorityCheck") // The other threads of the set are the ones to run.
  private boolean awaitYielding() {
    boolean late = false;
    long before = System.nanoTime();
    int yields = at == Home.NOWHERE ? YIELDS_ABROAD : YIELDS_AT_HOME;
    for (int i = 0; i < yields && !come; i++) {
      Thread.yield();
      long after = System.nanoTime();
      late = after - before > LONG_YIELD_NANOS && come;
      before = after;
    }
    return late;
  }
}
