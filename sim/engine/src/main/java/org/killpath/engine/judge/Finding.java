package org.killpath.engine.judge;

/**
 * One thing that an execution showed.
 *
 * @param outcome {@code COMPLETED} if a rule was broken that no kernel checks, so that nobody would
 *     see it
 * @param phase when it was seen: {@code main} or the name of a later phase
 * @param detail in words, with the kernel's names
 */
public record Finding(Outcome outcome, String phase, String detail) {
  /** Does something hold no more that no kernel checks? */
  public boolean isBrokenRule() {
    return outcome == Outcome.COMPLETED;
  }
}
