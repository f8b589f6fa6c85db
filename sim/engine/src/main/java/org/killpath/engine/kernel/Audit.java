package org.killpath.engine.kernel;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A property of one object that must hold when its world is quiescent, with the class of violation
 * that it is about.
 *
 * @param finding returns what is wrong, or nothing
 */
public record Audit(Kind kind, Supplier<Optional<String>> finding) {
  /** What it means if the property does not hold. */
  public enum Kind {
    /** Something is still bound to an object whose thread is gone. */
    ABANDONED,
    /** A count disagrees with what it counts, before the last close sets both back. */
    MISCOUNT,
    /** A count is off that nobody will correct. */
    LEAK,
    /** Work that was accepted can never run. */
    LOST_WORK
  }
}
