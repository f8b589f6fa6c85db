package org.killpath.engine.runtime;

import java.util.SplittableRandom;
import org.killpath.engine.kernel.Task;

/** One task of this world, with its thread and its epoch. */
final class Runner {
  final Task task;
  final SplittableRandom random;
  volatile Thread thread;
  volatile int epoch;
  volatile boolean done;

  Runner(Task task, long seed) {
    this.task = task;
    this.random = new SplittableRandom(seed);
  }

  /** Interrupts the thread as long as it runs this task. */
  synchronized void interrupt() {
    if (!done && thread != null) {
      thread.interrupt();
    }
  }

  /** The thread goes back to where it came from, and takes no interrupt along. */
  synchronized void leave() {
    done = true;
    Thread.interrupted();
  }

  boolean canGoOn(int seenEpoch) {
    return !done && ((seenEpoch & 1) == 0 || task.canStep());
  }
}
