package org.killpath.engine.strategy;

import java.util.Optional;

/**
 * A strategy that goes through interleavings one by one, and draws nothing: stopped before {@link
 * #begin} returns false, it leaves some out. What is left can be told, and another strategy of the
 * same name can go on with it.
 */
public interface Systematic extends Strategy {
  /** True if no interleaving is left that could show anything new. */
  boolean isComplete();

  /**
   * What is left to try, between two executions; empty if nothing is. Numbers that mean something to
   * a strategy of this name only.
   */
  Optional<long[]> frontier();

  /**
   * Goes on from there, before the first execution.
   *
   * @throws IllegalArgumentException if no such strategy ever had this frontier
   */
  void resume(long[] frontier);
}
