package org.killpath.engine.measure;

import java.lang.management.ManagementFactory;

/**
 * How much this JVM has allocated. Virtual threads are mounted on their driver, so that its own
 * counter has theirs too; pooled platform threads have counters of their own, and the sum of all
 * living threads is taken.
 */
final class Allocated {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocated() {}

  /** Bytes that all living platform threads have allocated since they were started. */
  static long bytes() {
    long sum = 0;
    for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }
}
