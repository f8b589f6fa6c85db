package org.killpath.lab.campaign;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several parts of a campaign, of the same size but for one, and each with cells of every kind.
 * They are dealt out in the order of Fibonacci hashes of their places (Knuth, The Art of Computer
 * Programming, volume 3, 6.4): whatever the number of parts has in common with that of the columns, no
 * part gets one kind of design alone.
 *
 * @param number from 1
 * @param of how many parts there are
 */
public record Shard(int number, int of) {
  /** All of it. */
  public static final Shard WHOLE = new Shard(1, 1);

  /** 2 to the 64th, divided by the golden ratio: its multiples lie far apart. */
  private static final long FAR_APART = 0x9E3779B97F4A7C15L;

  private static final int PLACE_BITS = 24;

  /** A place is written into the low bits of its hash. */
  static final int MOST_PLACES = 1 << PLACE_BITS;

  private static final Pattern FORM = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  public Shard {
    if (number < 1 || number > of) {
      throw new IllegalArgumentException("a shard is 1/n to n/n, and not " + number + "/" + of);
    }
  }

  /**
   * Reads {@code 2/5}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Shard parse(String text) {
    final Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no shard; one looks like 2/5");
    }
    return new Shard(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
  }

  /** Its part of {@code all}, in their order; there are fewer than {@link #MOST_PLACES}. */
  public <T> List<T> partOf(List<T> all) {
    return places(all.size()).stream().mapToObj(all::get).toList();
  }

  /** Which places of so many are its own, from 0. */
  BitSet places(int size) {
    final long[] order = new long[size];
    for (int place = 0; place < size; place++) {
      order[place] = (((place * FAR_APART) >>> (PLACE_BITS + 1)) << PLACE_BITS) | place;
    }
    Arrays.sort(order);
    final BitSet its = new BitSet(size);
    for (long at = (long) size * (number - 1) / of; at < (long) size * number / of; at++) {
      its.set((int) (order[(int) at] & (MOST_PLACES - 1)));
    }
    return its;
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }
}
