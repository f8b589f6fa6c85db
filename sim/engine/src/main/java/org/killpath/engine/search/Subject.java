package org.killpath.engine.search;

import org.killpath.engine.judge.PlainOutcome;
import org.killpath.engine.judge.Scale;
import org.killpath.engine.kernel.Interleaver;
import org.killpath.engine.strategy.SplitMix;

/**
 * What is explored: something that makes worlds, each of which can be executed in many ways and shows
 * the same if it is executed in the same way. Tasks may look at nothing but what they share through
 * primitives.
 */
public interface Subject {
  /** What tells it from other subjects, in a {@link Token}: no white space. */
  String id();

  /** As in messages. */
  default String name() {
    return id();
  }

  /** A new world, whose tasks have not been started. */
  World world(Interleaver interleaver);

  /** What it calls the things that a judge can find. */
  default Scale scale() {
    return PlainOutcome.SCALE;
  }

  /** The form of the tokens that replay its executions. */
  default TokenForm tokens() {
    return TokenForm.PLAIN;
  }

  /** The seed of this subject in a run of many: the same whatever other subjects are explored. */
  default long seed(long ofRun) {
    return SplitMix.seedFor(id(), ofRun);
  }
}
