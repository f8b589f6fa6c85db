package org.killpath.stress.run;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Says on the console, every few seconds, what is done and what is left. */
final class Ticker implements AutoCloseable {
  private static final long SECONDS = 4;

  private final TimeBudget budget;
  private final PrintStream out;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(run -> {
    final Thread thread = new Thread(run, "ticker");
    thread.setDaemon(true);
    return thread;
  });
  private final ScheduledFuture<?> ticking;
  private volatile Supplier<String> now = () -> "beginning";

  /** Begins to tick. */
  Ticker(TimeBudget budget, PrintStream out) {
    this.budget = budget;
    this.out = out;
    this.ticking =
        clock.scheduleWithFixedDelay(() -> say(now.get()), SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  /** From now on it says this. */
  void now(Supplier<String> words) {
    now = words;
  }

  /** Says it at once. */
  void say(String words) {
    out.printf(
        Locale.ROOT,
        "[%3d s of %d s] %s%n",
        budget.elapsed().toSeconds(),
        budget.whole().toSeconds(),
        words);
    out.flush();
  }

  @Override
  public void close() {
    ticking.cancel(false);
    clock.shutdown();
  }
}
