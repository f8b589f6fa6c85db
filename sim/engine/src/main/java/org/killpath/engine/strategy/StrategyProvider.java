package org.killpath.engine.strategy;

/**
 * Makes strategies of one name. A provider on the class path that {@code
 * META-INF/services/org.killpath.engine.strategy.StrategyProvider} names is found beside those of
 * this library, and its strategy is had under its name everywhere.
 */
public interface StrategyProvider {
  /** The name on the command line: lower-case letters, digits and hyphens. */
  String name();

  /** False if the strategy does the same whatever the seed is. */
  boolean draws();

  /** A new strategy, for one subject. */
  Strategy make(long seed);
}
