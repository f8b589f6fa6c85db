package org.killpath.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends this JVM, and the JVMs that JMH started from it, should they not end by themselves. */
final class Deadline {
  private static final int TIMED_OUT = 124;

  private Deadline() {}

  static void in(Duration limit) {
    final Thread thread = new Thread(() -> await(limit), "deadline");
    thread.setDaemon(true);
    thread.start();
  }

  private static void await(Duration limit) {
    try {
      TimeUnit.NANOSECONDS.sleep(limit.toNanos());
    } catch (InterruptedException nobodyDoes) {
      return;
    }
    System.err.println("bench: not finished within " + limit.toSeconds() + " s; breaking off");
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    // Not exit: a shutdown hook may wait for what hangs.
    Runtime.getRuntime().halt(TIMED_OUT);
  }
}
