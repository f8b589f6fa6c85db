package org.killpath.bench;

import java.util.function.Supplier;
import org.killpath.engine.program.Program;

/**
 * The same program twice.
 *
 * @param ours on the primitives of the model
 * @param peers makes one execution's worth of it on plain java.util.concurrent: runs to its end, and
 *     throws an {@link AssertionError} if it shows the bug
 * @param faulty true if some execution shows a bug
 */
record PeerProgram(Program ours, Supplier<Runnable> peers, boolean faulty) {
  String name() {
    return ours.name();
  }

  /** Starts all, and waits until they have ended. */
  static void together(Runnable... bodies) {
    final Thread[] threads = new Thread[bodies.length];
    for (int i = 0; i < bodies.length; i++) {
      threads[i] = new Thread(bodies[i]);
    }
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
