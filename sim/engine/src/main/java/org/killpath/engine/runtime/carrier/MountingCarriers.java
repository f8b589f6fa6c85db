package org.killpath.engine.runtime.carrier;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * Virtual threads that the driver's thread mounts itself, one after the other.
 *
 * <p>A virtual thread asks its scheduler, an {@link Executor}, to run its continuation whenever it
 * could go on. Here the scheduler is this set, it keeps the continuation of each carrier, and a
 * carrier gives control away by naming the continuation to run next and calling {@link
 * Thread#yield}. The yield unmounts it, the loop in {@link #transferTo} mounts the other. That saves
 * the queue and the park permit; what remains is the JVM's price for freezing one stack and thawing
 * another. A yield does not heed the interrupt status.
 *
 * <p>A carrier may also stop for other reasons: it waits for a class to load, for a monitor held by a
 * thread outside the set, for a time to pass. Then nobody has been named, and the driver's thread
 * waits until the JVM submits that carrier again.
 */
final class MountingCarriers extends CarrierPool implements Executor {
  /** Stands for the driver where a continuation is named; never run. */
  private static final Runnable DRIVER = MountingCarriers::mountNobody;

  private final VirtualThreads threads;

  /** The thread in {@link #transferTo}, or null. */
  private volatile Thread driver;

  /** What to run next; null while a carrier runs that has not given control away. */
  private Runnable next;

  /** The carrier whose thread is being started by {@link #starter}, or null. */
  private MountingCarrier starting;

  private volatile Thread starter;

  /** Continuations submitted otherwise than by giving control away. */
  private final Queue<Runnable> submitted = new ConcurrentLinkedQueue<>();

  MountingCarriers() {
    super(Kind.VIRTUAL_OWN);
    threads = VirtualThreads.scheduledBy(this);
  }

  /** Called by the JVM when a virtual thread of this set could go on. */
  @Override
  public void execute(Runnable continuation) {
    if (Thread.currentThread() == driver && next != null) {
      return;
    }
    submit(continuation);
  }

  private void submit(Runnable continuation) {
    if (Thread.currentThread() == starter) {
      starting.continuation = continuation;
      return;
    }
    submitted.add(continuation);
    LockSupport.unpark(driver);
  }

  private static void mountNobody() {}

  @Override
  Carrier create(String name) {
    MountingCarrier carrier = new MountingCarrier(name);
    starting = carrier;
    starter = Thread.currentThread();
    try {
      carrier.thread.start();
    } finally {
      starter = null;
      starting = null;
    }
    if (carrier.continuation == null) {
      throw new IllegalStateException("the JVM did not submit a new virtual thread");
    }
    return carrier;
  }

  @Override
  void transferTo(Carrier carrier) {
    if (driver != null) {
      throw new IllegalStateException("called while a carrier has control");
    }
    boolean interrupted = Thread.interrupted();
    driver = Thread.currentThread();
    // All carriers wait for control, so what was submitted is stale.
    submitted.clear();
    try {
      Runnable current = ((MountingCarrier) carrier).continuation;
      while (current != DRIVER) {
        next = null;
        current.run();
        if (next == null) {
          interrupted |= awaitSubmissionOf(current);
        } else {
          current = next;
        }
      }
    } finally {
      next = null;
      driver = null;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Waits until a carrier that has stopped without naming a next one can go on. Submissions of other
   * carriers are dropped: the JVM submits a waiting thread again after its stack trace was taken.
   *
   * @return whether the driver was interrupted meanwhile
   */
  private boolean awaitSubmissionOf(Runnable current) {
    boolean interrupted = false;
    Runnable found = submitted.poll();
    while (found != current) {
      if (found == null) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
      found = submitted.poll();
    }
    return interrupted;
  }

  /** A carrier that the driver's thread mounts when it has control. */
  private final class MountingCarrier extends Carrier {
    private final Thread thread;
    private Runnable continuation;

    MountingCarrier(String name) {
      super(MountingCarriers.this);
      thread = threads.newThread(name, this::live);
    }

    @Override
    public Thread thread() {
      return thread;
    }

    @Override
    void handTo(Carrier carrier) {
      yieldTo(((MountingCarrier) carrier).continuation);
    }

    @Override
    void handToDriver() {
      yieldTo(DRIVER);
    }

    @Override
    void awaitFirstTurn() {
      // Mounted for the first time means to have control.
    }

    @Override
    void leave() {
      next = DRIVER;
    }

    @Override
    void interruptWaiting() {
      thread.interrupt();
    }

    @Override
    void clearInterrupt() {
      Thread.interrupted();
    }

    @Override
    void end() {
      transferTo(this);
    }

    // Here a yield is a transfer of control, not a hint to a scheduler.
    @SuppressWarnings("ThreadPriorityCheck")
    private void yieldTo(Runnable continuation) {
      next = continuation;
      Thread.yield();
      if (next != null) {
        next = null;
        throw new IllegalStateException(
            "control given away below a native method or a class initializer"
                + " (before JDK 24 also: a synchronized block)");
      }
    }
  }
}
