package org.killpath.runtime.carrier;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;

/**
 * Threads that park while they do not have control: platform threads, or virtual threads on the
 * scheduler of the JVM.
 */
final class ParkingCarriers extends CarrierPool {
  private final BiFunction<String, Runnable, Thread> newThread;
  private Thread driver = Thread.currentThread();
  private volatile boolean driverHasControl;

  /**
   * A set of threads of one kind.
   *
   * @param newThread makes an unstarted thread of the given name that runs the given task
   */
  ParkingCarriers(Kind kind, BiFunction<String, Runnable, Thread> newThread) {
    super(kind);
    this.newThread = newThread;
  }

  /** A daemon, so that an abandoned set does not keep the JVM alive. */
  static Thread newPlatformThread(String name, Runnable task) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  Carrier create(String name) {
    ParkingCarrier carrier = new ParkingCarrier(name);
    carrier.thread.start();
    return carrier;
  }

  @Override
  void transferTo(Carrier carrier) {
    driver = Thread.currentThread();
    driverHasControl = false;
    ((ParkingCarrier) carrier).giveControl();
    boolean interrupted = false;
    while (!driverHasControl) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      driver.interrupt();
    }
  }

  private void giveDriverControl() {
    Thread waiting = driver;
    driverHasControl = true;
    LockSupport.unpark(waiting);
  }

  /** A carrier that waits for a flag of its own to be set. */
  private final class ParkingCarrier extends Carrier {
    private final Thread thread;

    /** Set by whoever gives control to this carrier, before it unparks the thread. */
    private volatile boolean hasControl;

    /** The interrupt status of the body, put aside while the thread waits. */
    private boolean interrupted;

    ParkingCarrier(String name) {
      super(ParkingCarriers.this);
      thread = newThread.apply(name, this::live);
    }

    @Override
    public Thread thread() {
      return thread;
    }

    @Override
    void handTo(Carrier next) {
      ((ParkingCarrier) next).giveControl();
      awaitControl();
    }

    @Override
    void handToDriver() {
      giveDriverControl();
      awaitControl();
    }

    @Override
    void awaitFirstTurn() {
      awaitControl();
    }

    @Override
    void leave() {
      giveDriverControl();
    }

    // The two threads that may set the field at the same time both set it to true, and it is read
    // after control has come back.
    @Override
    void interruptWaiting() {
      interrupted = true;
    }

    @Override
    void clearInterrupt() {
      Thread.interrupted();
    }

    @Override
    void end() {
      transferTo(this);
      boolean driverInterrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          driverInterrupted = true;
        }
      }
      if (driverInterrupted) {
        Thread.currentThread().interrupt();
      }
    }

    private void giveControl() {
      hasControl = true;
      LockSupport.unpark(thread);
    }

    // A park returns at once while the thread is interrupted, and this loop would spin; where all
    // threads share one platform thread, for ever. So the status is put aside until control is
    // back.
    private void awaitControl() {
      while (!hasControl) {
        LockSupport.park(this);
        if (Thread.interrupted()) {
          interrupted = true;
        }
      }
      hasControl = false;
      if (interrupted) {
        interrupted = false;
        thread.interrupt();
      }
    }
  }
}
