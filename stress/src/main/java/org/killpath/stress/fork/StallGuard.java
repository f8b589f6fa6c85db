package org.killpath.stress.fork;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Ends a forked JVM in which no world comes to its end any more, so that a quiescence that nobody
 * finds is a failure with a stack of every thread instead of a run that hangs: jcstress has no
 * time-out of its own before its first iteration. No verdict rests on this.
 */
public final class StallGuard {
  /** The exit status of a JVM that was ended. */
  public static final int STALLED = 70;

  /** Before the name of each world that was under way then. */
  public static final String UNDER_WAY = "under way: ";

  /** Shorter than jcstress's own time-out, which would show nothing. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final LongAdder ended = new LongAdder();
  private final Supplier<List<String>> underWay;

  /** Begins to watch worlds that have no names. */
  public StallGuard() {
    this(List::of);
  }

  /**
   * Begins to watch.
   *
   * @param underWay the names of the worlds that have begun and not ended
   */
  public StallGuard(Supplier<List<String>> underWay) {
    this.underWay = underWay;
    final Thread thread = new Thread(this::watch, "stall-guard");
    thread.setDaemon(true);
    thread.start();
  }

  /** A world has come to its end. */
  public void ended() {
    ended.increment();
  }

  private void watch() {
    long before;
    do {
      before = ended.sum();
      try {
        Thread.sleep(PATIENCE.toMillis());
      } catch (InterruptedException e) {
        return;
      }
    } while (ended.sum() != before);
    System.err.println("no world has ended for " + PATIENCE.toSeconds() + " s");
    underWay.get().forEach(name -> System.err.println(UNDER_WAY + name));
    System.err.println("all threads:");
    Thread.getAllStackTraces().forEach((thread, stack) -> {
      System.err.println(thread.getName() + " " + thread.getState());
      for (StackTraceElement frame : stack) {
        System.err.println("    at " + frame);
      }
    });
    Runtime.getRuntime().halt(STALLED);
  }
}
