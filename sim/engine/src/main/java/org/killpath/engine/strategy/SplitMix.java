package org.killpath.engine.strategy;

/**
 * The SplitMix64 generator (Steele, Lea and Flood, OOPSLA 2014), spelled out so that a seed means
 * the same on every JDK, for ever.
 */
public final class SplitMix {
  /** The odd number nearest to 2^64 over the golden ratio. */
  public static final long GAMMA = 0x9E3779B97F4A7C15L;

  private SplitMix() {}

  /** A seed for what has this name, drawn from the seed of the whole run. */
  public static long seedFor(String name, long seed) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return mix(hash ^ mix(seed + GAMMA));
  }

  /** The output function: a bijection whose every output bit depends on every input bit. */
  public static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** A number from 0 to {@code bound - 1} by the high bits of {@code bits}; bias below 2^-29. */
  static int bounded(long bits, int bound) {
    return (int) (((bits >>> 32) * bound) >>> 32);
  }
}
