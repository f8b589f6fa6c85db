package org.killpath.explore;

/**
 * The SplitMix64 generator (Steele, Lea and Flood, OOPSLA 2014), spelled out so that a seed means
 * the same on every JDK, for ever.
 */
final class SplitMix {
  /** The odd number nearest to 2^64 over the golden ratio. */
  static final long GAMMA = 0x9E3779B97F4A7C15L;

  private SplitMix() {}

  static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** A number from 0 to {@code bound - 1} by the high bits of {@code bits}; bias below 2^-29. */
  static int bounded(long bits, int bound) {
    return (int) (((bits >>> 32) * bound) >>> 32);
  }
}
