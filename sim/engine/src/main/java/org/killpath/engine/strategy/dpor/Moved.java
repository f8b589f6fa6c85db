package org.killpath.engine.strategy.dpor;

import java.util.Arrays;

/** A set of events. */
final class Moved {
  private long[] bits = new long[8];

  /** Empty again, with room for events up to {@code end}. */
  void clear(int end) {
    final int words = (end >> 6) + 1;
    if (words > bits.length) {
      bits = new long[words * 2];
    } else {
      Arrays.fill(bits, 0);
    }
  }

  void add(int event) {
    bits[event >> 6] |= 1L << event;
  }

  /** Is it in the set? No event, and one that is beyond the set, is not. */
  boolean has(int event) {
    return event >= 0 && event >> 6 < bits.length && (bits[event >> 6] & 1L << event) != 0;
  }
}
