package org.killpath.stress.run;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Ends forked JVMs that are far beyond their time. jcstress would wait for ever for one that is stopped,
 * or that cannot even end itself. No verdict rests on this.
 */
final class Overtime implements AutoCloseable {
  private final long seconds;
  private final Set<Long> others;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean ended;

  /** Begins to watch the processes that this one forks from now on. */
  Overtime(Duration limit) {
    this.seconds = limit.toSeconds();
    this.others =
        ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
    final Thread watch = new Thread(this::watch, "overtime");
    watch.setDaemon(true);
    watch.start();
  }

  /** Seconds are counted one by one, for this process itself may be stopped meanwhile. */
  private void watch() {
    try {
      for (long second = 0; !over.await(1, TimeUnit.SECONDS); second++) {
        if (second % seconds == seconds - 1) {
          end();
        }
      }
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    ended = true;
    ProcessHandle.current()
        .descendants()
        .filter(fork -> !others.contains(fork.pid()))
        .forEach(ProcessHandle::destroyForcibly);
  }

  /** Did any have to be ended? */
  boolean hasEnded() {
    return ended;
  }

  @Override
  public void close() {
    over.countDown();
  }
}
