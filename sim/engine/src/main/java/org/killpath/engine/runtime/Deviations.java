package org.killpath.engine.runtime;

import java.util.Arrays;
import org.killpath.engine.kernel.Kernel;

/**
 * Where one execution left the plain course, which is to go on with the current task, else with the
 * oldest that can: noted at each decision, where the candidates are at hand. Together with the
 * subject they determine the execution.
 */
public final class Deviations {
  /** For each decision what the plain course takes and what was chosen, in one number. */
  private int[] decisions = new int[64];

  private int size;

  /** The position that the plain course takes. */
  public static int plain(Ready ready) {
    return Math.max(ready.current(), 0);
  }

  void clear() {
    size = 0;
  }

  /** One of several tasks that could go on was chosen. */
  void decided(Ready ready, int position) {
    if (size == decisions.length) {
      decisions = Arrays.copyOf(decisions, size * 2);
    }
    decisions[size++] = plain(ready) * Kernel.MOST_TASKS + position;
  }

  /** Operations for which more than one task was a candidate. */
  int decisions() {
    return size;
  }

  /**
   * A copy, to keep: pairs of numbers, first how many decisions followed the plain course before, and
   * then the position of the task that was chosen instead.
   */
  public int[] toArray() {
    final int[] pairs = new int[size * 2];
    int length = 0;
    int followed = 0;
    for (int i = 0; i < size; i++) {
      final int position = decisions[i] % Kernel.MOST_TASKS;
      if (position == decisions[i] / Kernel.MOST_TASKS) {
        followed++;
      } else {
        pairs[length++] = followed;
        pairs[length++] = position;
        followed = 0;
      }
    }
    return Arrays.copyOf(pairs, length);
  }
}
