package org.killpath.engine.measure;

import java.util.function.Predicate;
import org.killpath.engine.judge.Outcome;

/**
 * What is looked for.
 *
 * @param name an outcome, or what several have in common
 * @param met does an execution with this outcome show it?
 */
public record Target(String name, Predicate<Outcome> met) {
  /** Anything but that nothing was found. */
  public static final Target FAILURE = new Target("any failure", Outcome::isFailure);

  /** Exactly this outcome. */
  public static Target of(Outcome wanted) {
    return new Target(wanted.name(), wanted::equals);
  }
}
