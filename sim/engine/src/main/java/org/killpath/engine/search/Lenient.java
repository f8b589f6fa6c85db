package org.killpath.engine.search;

import org.killpath.engine.runtime.Deviations;
import org.killpath.engine.runtime.Ready;

/** Leaves the plain course where that can be done as the deviations say. */
final class Lenient extends Repeating {
  /**
   * @param deviations as {@link Schedule} has them
   */
  Lenient(int[] deviations) {
    super(deviations);
  }

  @Override
  public String name() {
    return "lenient";
  }

  @Override
  int misfit(int position, Ready ready) {
    return Deviations.plain(ready);
  }
}
