package org.killpath.app.cli.screen;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens on Ctrl-C and SIGTERM: whatever runs is asked to stop, and the process does not end
 * before it has printed what it has.
 */
public final class Interruption {
  private static final long PATIENCE_SECONDS = 30;

  private final List<Runnable> stops = new CopyOnWriteArrayList<>();
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean interrupted;

  /** {@code stop} is called when an interruption comes; at once if it has come already. */
  public void onInterrupt(Runnable stop) {
    stops.add(stop);
    if (interrupted) {
      stop.run();
    }
  }

  public boolean isInterrupted() {
    return interrupted;
  }

  /** Asks everything to stop. */
  void interrupt() {
    interrupted = true;
    stops.forEach(Runnable::run);
  }

  /** Asks everything to stop and waits until it has. */
  public void interruptAndWait() {
    interrupt();
    if (stops.isEmpty()) {
      return;
    }
    try {
      final boolean inTime = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!inTime) {
        System.err.println("killpath: still busy; ending without a result");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Has everything been printed? */
  public boolean isFinished() {
    return finished.getCount() == 0;
  }

  /** Everything has been printed. */
  public void finished() {
    finished.countDown();
  }
}
