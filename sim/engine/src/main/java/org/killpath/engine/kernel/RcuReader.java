package org.killpath.engine.kernel;

/** A task's part in RCU. Written by the task itself only, read by those who wait for it. */
final class RcuReader {
  private int nesting;
  private volatile long sequence;
  private volatile Allocation seen;

  @SuppressWarnings("NonAtomicVolatileUpdate") // written by the task itself only
  void enter() {
    if (nesting++ == 0) {
      sequence++;
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // written by the task itself only
  void leave() {
    if (--nesting == 0) {
      seen = null;
      sequence++;
    }
  }

  /** For the task itself. */
  boolean isInside() {
    return nesting > 0;
  }

  /** Odd while the task is inside, and never the same again after it has left. */
  long sequence() {
    return sequence;
  }

  /** The task has got hold of {@code memory}, and may use it until it leaves. */
  void sees(Allocation memory) {
    seen = memory;
  }

  boolean isReading(Allocation memory) {
    return seen == memory;
  }
}
