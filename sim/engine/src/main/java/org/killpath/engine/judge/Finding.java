package org.killpath.engine.judge;

import org.killpath.engine.runtime.Part;

/**
 * One thing that an execution showed.
 *
 * @param outcome that nothing was found, if a rule was broken that no kernel checks, so that nobody
 *     would see it
 * @param part when it was seen
 * @param detail in words, with the kernel's names
 */
public record Finding(Outcome outcome, Part part, String detail) {
  /** Does something hold no more that no kernel checks? */
  public boolean isBrokenRule() {
    return !outcome.isFailure();
  }
}
