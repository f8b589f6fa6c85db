package org.killpath.lab.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several equal parts of a campaign: every so-manieth cell, so that each part has cells of
 * every kind.
 *
 * @param number from 1
 * @param of how many parts there are
 */
public record Shard(int number, int of) {
  /** All of it. */
  public static final Shard WHOLE = new Shard(1, 1);

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
    final List<T> part = new ArrayList<>();
    for (int i = number - 1; i < all.size(); i += of) {
      part.add(all.get(i));
    }
    return part;
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }
}
