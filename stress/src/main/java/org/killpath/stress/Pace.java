package org.killpath.stress;

import java.time.Duration;

/**
 * Divides the time that is left among the cells that are left. What a fork costs beside its samples
 * is learned on the way, since it differs by a factor of five between machines.
 */
final class Pace {
  /** Less than this shows too little of a cell. */
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** A staged ordering shows the same every time: more than this is better spent on a race. */
  private static final Duration LONGEST_STAGED = Duration.ofMillis(300);

  /** More than this belongs to another cell, or to nobody. */
  private static final Duration LONGEST_RACED = Duration.ofMinutes(2);

  private static final int SMALLEST_BATCH = 4;
  private static final int LARGEST_BATCH = 18;

  private Duration overhead = Duration.ofMillis(700);
  private boolean learned;

  /**
   * What to run next.
   *
   * @param cells how many, none if there is no time for any
   * @param each how long each is sampled
   */
  record Batch(int cells, Duration each) {
    static final Batch NONE = new Batch(0, Duration.ZERO);
  }

  /**
   * The next batch.
   *
   * @param cells how many are left
   * @param alike how many of them, the next ones, are all staged or all raced
   */
  Batch next(Duration remaining, int cells, int alike, boolean staged) {
    if (cells == 0) {
      return Batch.NONE;
    }
    final Duration share = remaining.dividedBy(cells).minus(overhead);
    final Duration each = clamp(share, staged ? LONGEST_STAGED : LONGEST_RACED);
    final int fitting = (int) Math.min(alike, remaining.dividedBy(overhead.plus(each)));
    return new Batch(Math.min(fitting, learned ? largest(fitting) : SMALLEST_BATCH), each);
  }

  /** A third of what fits at most: should the machine slow down, little more than that is late. */
  private static int largest(int fitting) {
    return Math.max(SMALLEST_BATCH, Math.min(LARGEST_BATCH, fitting / 3));
  }

  /** A batch took so long in all. */
  void took(Batch batch, Duration inAll) {
    final Duration found = inAll.dividedBy(batch.cells()).minus(batch.each());
    final Duration seen = found.isNegative() ? Duration.ZERO : found;
    overhead = learned ? overhead.plus(seen).dividedBy(2) : seen;
    learned = true;
  }

  private static Duration clamp(Duration share, Duration longest) {
    if (share.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return share.compareTo(longest) > 0 ? longest : share;
  }
}
