package org.killpath.engine.strategy.dpor;

import org.killpath.engine.kernel.Op;
import org.killpath.engine.runtime.Ready;

/**
 * Knows when one task alone is left, which began when everybody was at rest: all that has happened
 * happens before what it does, and so does that before all that will. So none of its steps races, and
 * none needs to be in the log: most last parts are such.
 *
 * <p>The log has no gaps. Should others follow, the execution is done once more with all in the log, and
 * so is each after it.
 */
final class Alone {
  private boolean isNow;
  private boolean wasBefore;
  private boolean isRefused;

  /** A new execution begins. */
  void begin() {
    isNow = false;
    wasBefore = false;
  }

  /**
   * Is the only task alone, so that it goes on without further ado?
   *
   * @param isNew false if the beginning of another execution is being repeated
   */
  boolean goesOn(Ready ready, boolean isNew) {
    final boolean was = isNow;
    if (!ready.isOneLive()) {
      isNow = false;
    } else if (ready.isFirstOfPart() && ready.op(0) == Op.START) {
      isNow = isNew && !isRefused;
    }
    if (was && !isNow) {
      wasBefore = true;
      isRefused = true;
    }
    return isNow;
  }

  /** Has it been, and is no longer, so that the execution cannot be told from its log? */
  boolean wasBefore() {
    return wasBefore;
  }
}
