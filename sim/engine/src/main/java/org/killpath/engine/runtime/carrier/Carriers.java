package org.killpath.engine.runtime.carrier;

import java.util.Set;

/**
 * A set of pooled threads of which at most one runs at any time, owned by one driver.
 *
 * <p>The driver is the thread that calls {@link #run}. It {@linkplain #take takes} carriers, gives
 * each a body, and lets the first one run; from then on the running carrier decides who runs next
 * ({@link Carrier#switchTo}) until one gives control back to the driver. There is no scheduler
 * thread. A carrier whose body has ended is idle again, and the next {@code take} returns it: in the
 * steady state no thread is made, however many executions are run.
 *
 * <p>Nothing here may be shared between drivers; several drivers side by side have a set each. Only
 * the thread that has control, be it the driver or the running carrier, may call any method of this
 * set or of its carriers. Each handoff happens-before the continuation on the other side, so that
 * bodies need no synchronization among themselves.
 */
public interface Carriers extends AutoCloseable {

  /** How the threads of a set are scheduled. The results of a program do not depend on it. */
  enum Kind {
    /**
     * Daemon platform threads that yield, then park. Works everywhere; microseconds a handoff. On
     * Linux, once there have been some thousand handoffs in this process, the threads of the set and
     * its driver's run on one processor only, until the set is closed; threads that the driver starts
     * meanwhile begin there, too, until they drive a set of their own.
     */
    PLATFORM,
    /**
     * Virtual threads on the scheduler of the JVM, which the system property {@code
     * jdk.virtualThreadScheduler.parallelism=1} confines to one platform thread. The property is set
     * here unless it has a value; that comes too late if the program had virtual threads before, and
     * handoffs are then as slow as between platform threads. Needs JDK 21.
     *
     * <p>{@link Carriers#run} still crosses from the driver's thread to that one and back. A driver
     * that wants to avoid this runs its own loop on a carrier too.
     */
    VIRTUAL_SHARED,
    /**
     * Virtual threads that {@link Carriers#run} mounts on the driver's own thread, one after the
     * other: no queue, no second platform thread. Needs JDK 21, {@code --add-opens
     * java.base/java.lang=ALL-UNNAMED} (or the {@code Add-Opens} attribute of an executable jar),
     * and a driver that is a platform thread. An interrupt of the driver's thread that arrives while
     * a body runs is lost.
     */
    VIRTUAL_OWN
  }

  /** A set of the fastest kind that works on this JVM, found by trying. */
  static Carriers best() {
    return Availability.best().open();
  }

  /**
   * A set of the given kind.
   *
   * @throws UnsupportedOperationException if it does not work on this JVM; the message is one line
   */
  static Carriers of(Kind kind) {
    return Availability.of(kind).open();
  }

  /** The kinds that work on this JVM, found by trying; never empty, slowest first. */
  static Set<Kind> available() {
    return Availability.kinds();
  }

  /** How the threads of this set are scheduled. */
  Kind kind();

  /** An idle carrier, or a new one if none is idle. */
  Carrier take();

  /**
   * Lets {@code first} run, and returns when a carrier gives control back to the driver, which is
   * the thread that calls this. Carriers whose bodies have not ended stay where they are, and a
   * later call may resume them.
   *
   * <p>If a body ended by an exception, that exception is thrown here, whatever its type.
   */
  void run(Carrier first);

  /**
   * Ends all threads of this set and waits until they have ended. A body that has not ended is
   * unwound: its pending {@code switchTo} throws an {@link Error}. Called by the driver, not from a
   * body. Closing twice has no effect.
   */
  @Override
  void close();
}
