package org.killpath.engine.runtime.carrier;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a bare handoff costs: the time that no schedule of so many handoffs can beat.
 *
 * @param kind the kind of carriers measured
 * @param ring how many carriers passed control round; two are the cheapest for the caches
 * @param rounds how many rounds were timed, after a tenth of one that was not
 * @param handoffs how many handoffs each round made
 * @param medianNanos nanoseconds per handoff, median of the rounds
 * @param fastestNanos nanoseconds per handoff in the fastest round, the least disturbed by others
 */
public record HandoffCeiling(
    Carriers.Kind kind,
    int ring,
    int rounds,
    long handoffs,
    double medianNanos,
    double fastestNanos) {

  /**
   * Measures, on the calling thread as driver.
   *
   * @param ring how many carriers, at least 2
   * @param rounds how many rounds, at least 1
   * @param handoffs how many handoffs in each round, at least {@code ring}
   */
  public static HandoffCeiling measure(Carriers carriers, int ring, int rounds, long handoffs) {
    if (ring < 2 || rounds < 1 || handoffs < ring) {
      throw new IllegalArgumentException(String.format(
          Locale.ROOT, "cannot measure %d rounds of %d handoffs among %d", rounds, handoffs, ring));
    }
    Ring passing = new Ring(carriers, ring);
    long laps = handoffs / ring;
    passing.run(Math.max(1, laps / 10));
    double[] nanos = new double[rounds];
    long made = 0;
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      made = passing.run(laps);
      nanos[round] = (double) (System.nanoTime() - start) / made;
    }
    Arrays.sort(nanos);
    return new HandoffCeiling(carriers.kind(), ring, rounds, made, nanos[rounds / 2], nanos[0]);
  }

  /** One line, with how the figure was obtained. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %.0f ns per handoff among %d (median of %d rounds of %d; fastest %.0f)",
        kind,
        medianNanos,
        ring,
        rounds,
        handoffs,
        fastestNanos);
  }
}
