package org.killpath.engine.runtime;

import java.util.SplittableRandom;

/**
 * Random delays at visible operations, so that a free-running world also meets its rare windows. The
 * operating system still schedules, so that a seed repeats the noise but not the execution.
 *
 * @param seed of the delays; each task draws its own from it
 * @param rate how many operations of 256 are delayed; 0 is no noise
 * @param spins the longest delay, in iterations of {@link Thread#onSpinWait}
 */
public record Noise(long seed, int rate, int spins) {
  /** No delays. */
  public static final Noise NONE = new Noise(0, 0, 1);

  /** A noise that suits worlds of a few dozen operations. */
  public static Noise of(long seed) {
    return new Noise(seed, 48, 2_000);
  }

  @SuppressWarnings("ThreadPriorityCheck") // disturbing the scheduler is the purpose
  void delay(SplittableRandom random) {
    final int drawn = random.nextInt(256);
    if (drawn >= rate) {
      return;
    }
    if (drawn == 0) {
      Thread.yield();
    }
    for (int left = random.nextInt(spins); left > 0; left--) {
      Thread.onSpinWait();
    }
  }
}
