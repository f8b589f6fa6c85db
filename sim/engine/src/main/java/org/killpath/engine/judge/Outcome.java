package org.killpath.engine.judge;

import java.util.Comparator;

/**
 * What one execution showed. A subject declares its own as an enum, mildest first, and says by its
 * {@link Scale} which of them stands for what the judge finds. An execution's outcome is its worst
 * finding.
 */
public interface Outcome {
  /** For sets and maps of outcomes of one subject. */
  Comparator<Outcome> MILDEST_FIRST = Comparator.comparingInt(Outcome::ordinal);

  /** As in tables and files. */
  String name();

  /** How bad it is; 0 if all is as it should be. */
  int ordinal();

  /** In a few words, for a legend. */
  String meaning();

  /** True if some task that has to come to its end did not get there without help. */
  boolean isHang();

  /** Is anything not as it should be? */
  default boolean isFailure() {
    return ordinal() > 0;
  }

  /** The worse of the two. */
  default Outcome orWorse(Outcome other) {
    return ordinal() >= other.ordinal() ? this : other;
  }

  /** True if it is declared after {@code other}; both are of one enum. */
  default boolean isWorseThan(Outcome other) {
    return ordinal() > other.ordinal();
  }
}
