package org.killpath.engine.runtime;

/** Decides which of the tasks that can take a step takes it. */
@FunctionalInterface
public interface Chooser {
  /** The answer that ends the execution: nothing new can come of it. */
  int CUT = -1;

  /**
   * Called before every visible operation, also where there is one candidate only.
   *
   * @param ready the tasks whose next operation can be performed now; valid during the call
   * @return the position of the chosen one, from 0 to {@code ready.count() - 1}, or {@link #CUT}
   */
  int choose(Ready ready);

  /**
   * Is the next step the one that followed in the execution before this one, of which this chooser
   * decided, too, and which began with the same steps? Then {@link #choose} is not called. It may be called
   * nevertheless, instead of this.
   *
   * @param isFirstOfPart as {@link Ready#isFirstOfPart}
   */
  default boolean repeats(boolean isFirstOfPart) {
    return false;
  }
}
