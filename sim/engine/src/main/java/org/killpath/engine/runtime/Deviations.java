package org.killpath.engine.runtime;

import java.util.Arrays;

/**
 * Where one execution left the plain course, which is to go on with the current task, else with the
 * oldest that can: noted at each decision, where the candidates are at hand. Together with the
 * subject they determine the execution.
 */
public final class Deviations {
  private int[] noted = new int[32];
  private int size;
  private int plain;

  /** The position that the plain course takes. */
  public static int plain(Ready ready) {
    return Math.max(ready.current(), 0);
  }

  void clear() {
    size = 0;
    plain = 0;
  }

  /** One of several tasks that could go on was chosen. */
  void decided(Ready ready, int position) {
    if (position == plain(ready)) {
      plain++;
      return;
    }
    if (size == noted.length) {
      noted = Arrays.copyOf(noted, size * 2);
    }
    noted[size++] = plain;
    noted[size++] = position;
    plain = 0;
  }

  /**
   * A copy, to keep: pairs of numbers, first how many decisions followed the plain course before, and
   * then the position of the task that was chosen instead.
   */
  public int[] toArray() {
    return Arrays.copyOf(noted, size);
  }
}
