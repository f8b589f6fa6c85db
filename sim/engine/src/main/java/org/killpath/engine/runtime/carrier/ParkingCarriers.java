package org.killpath.engine.runtime.carrier;

import java.util.function.BiFunction;

/**
 * Threads that park while they do not have control: platform threads, or virtual threads on the
 * scheduler of the JVM.
 */
final class ParkingCarriers extends CarrierPool {
  private final Patience patience;
  private final Home home = new Home();
  private final BiFunction<String, Runnable, Thread> newThread;
  private final Turn driver;

  private ParkingCarriers(
      Kind kind, Patience patience, BiFunction<String, Runnable, Thread> newThread) {
    super(kind);
    this.patience = patience;
    this.newThread = newThread;
    this.driver = new Turn(patience, home);
  }

  static ParkingCarriers onPlatformThreads() {
    return new ParkingCarriers(
        Kind.PLATFORM, Patience.adaptive(), ParkingCarriers::newPlatformThread);
  }

  static ParkingCarriers onVirtualThreads() {
    return new ParkingCarriers(
        Kind.VIRTUAL_SHARED, Patience.none(), VirtualThreads.scheduledByTheJvm()::newThread);
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
    carrier.turn.belongTo(carrier.thread);
    carrier.thread.start();
    return carrier;
  }

  @Override
  void transferTo(Carrier carrier) {
    driver.belongTo(Thread.currentThread());
    if (kind() == Kind.PLATFORM) {
      home.settle(patience.handoffs());
    }
    driver.handTo(((ParkingCarrier) carrier).turn);
  }

  @Override
  void closed() {
    driver.leaveHome();
    home.giveUp(patience.handoffs());
  }

  /** A carrier that parks while others have control. */
  private final class ParkingCarrier extends Carrier {
    private final Thread thread;
    private final Turn turn = new Turn(patience, home);

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
      turn.handTo(((ParkingCarrier) next).turn);
    }

    @Override
    void handToDriver() {
      turn.handTo(driver);
    }

    @Override
    void awaitFirstTurn() {
      turn.awaitParked();
    }

    @Override
    void leave() {
      driver.give();
    }

    @Override
    void interruptWaiting() {
      turn.interruptWhenItComes();
    }

    @Override
    void clearInterrupt() {
      Thread.interrupted();
    }

    @Override
    void end() {
      transferTo(this);
      boolean interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
