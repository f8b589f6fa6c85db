package org.killpath.lab.campaign;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of several parts of a campaign, of about the same size and each with cells of every kind. They
 * are dealt out by Fibonacci hashing of their places (Knuth, The Art of Computer Programming, volume
 * 3, 6.4): whatever the number of parts has in common with that of the columns, no part gets one kind
 * of design alone.
 *
 * @param number from 1
 * @param of how many parts there are
 */
public record Shard(int number, int of) {
  /** All of it. */
  public static final Shard WHOLE = new Shard(1, 1);

  /** 2 to the 64th, divided by the golden ratio: its multiples lie far apart. */
  private static final long FAR_APART = 0x9E3779B97F4A7C15L;

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

  /** Its part of {@code all}, in their order. */
  public <T> List<T> partOf(List<T> all) {
    return IntStream.range(0, all.size()).filter(this::has).mapToObj(all::get).toList();
  }

  /** Is what stands at {@code place}, from 0, its own? */
  boolean has(long place) {
    final long fraction = (place * FAR_APART) >>> Integer.SIZE;
    return (fraction * of) >>> Integer.SIZE == number - 1;
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }
}
