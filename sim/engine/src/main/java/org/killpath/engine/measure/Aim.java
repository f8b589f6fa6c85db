package org.killpath.engine.measure;

import java.util.List;

/**
 * What there is to look for on one subject, or why nothing is to be looked for.
 *
 * @param fate {@link Fate#COMPARED} if the strategies are to look for the targets
 * @param targets what is known to be there
 * @param traces how many executions a search took to know it; 0 if there was none
 */
public record Aim(Fate fate, List<Target> targets, long traces) {
  public Aim {
    targets = List.copyOf(targets);
  }

  /** Nothing is to be looked for, and {@code fate} says why. */
  public static Aim without(Fate fate, long traces) {
    return new Aim(fate, List.of(), traces);
  }
}
