package org.killpath.engine.runtime;

import java.util.Arrays;
import org.killpath.engine.kernel.Kernel;

/**
 * The steps of one execution, and where it left the plain course, which is to go on with the current
 * task, else with the oldest that can: noted at each step, where the candidates are at hand. Together
 * with the subject the deviations determine the execution.
 *
 * <p>What is noted stays until the next execution has taken other steps, so that those with which it
 * begins alike need not be found again.
 */
public final class Deviations {
  /** There was one candidate. */
  private static final int NO_DECISION = -1;

  /** For each step what the plain course takes and what was chosen, in one number. */
  private int[] decisions = new int[64];

  /** The number of the task that took each step. */
  private int[] tasks = new int[64];

  /** How often everybody had been at rest before each. */
  private int[] rests = new int[64];

  private int size;
  private int decided;

  /** So many steps are noted of the execution before, if this one has taken none but those. */
  private int known;

  /** The position that the plain course takes. */
  public static int plain(Ready ready) {
    return Math.max(ready.current(), 0);
  }

  /**
   * Another execution begins.
   *
   * @param alike might it take the steps that the one before took?
   */
  void begin(boolean alike) {
    known = alike ? size : 0;
    size = 0;
    decided = 0;
  }

  /** Are all steps so far those of the execution before, and is the one noted that followed? */
  boolean isNextKnown() {
    return size < known;
  }

  /** The number of the task that took the next step, in the execution before. */
  int nextTask() {
    return tasks[size];
  }

  /** How often everybody had been at rest before that. */
  int nextRest() {
    return rests[size];
  }

  /** It takes that step. */
  void repeat() {
    if (decisions[size++] != NO_DECISION) {
      decided++;
    }
  }

  /** It takes a step that need not be the one that followed: the task at {@code position} was chosen. */
  void add(Ready ready, int position, int rest) {
    known = 0;
    if (size == decisions.length) {
      decisions = Arrays.copyOf(decisions, size * 2);
      tasks = Arrays.copyOf(tasks, size * 2);
      rests = Arrays.copyOf(rests, size * 2);
    }
    int decision = NO_DECISION;
    if (ready.count() > 1) {
      decision = plain(ready) * Kernel.MOST_TASKS + position;
      decided++;
    }
    decisions[size] = decision;
    tasks[size] = ready.index(position);
    rests[size++] = rest;
  }

  /** Operations for which more than one task was a candidate. */
  int decisions() {
    return decided;
  }

  /**
   * A copy, to keep: pairs of numbers, first how many decisions followed the plain course before, and
   * then the position of the task that was chosen instead.
   */
  public int[] toArray() {
    final int[] pairs = new int[decided * 2];
    int length = 0;
    int followed = 0;
    for (int i = 0; i < size; i++) {
      if (decisions[i] == NO_DECISION) {
        continue;
      }
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
