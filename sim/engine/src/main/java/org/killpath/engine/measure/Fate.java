package org.killpath.engine.measure;

import java.util.Locale;

/** What became of a subject in a contest. */
public enum Fate {
  /** The strategies were compared on it. */
  COMPARED,
  /** Every interleaving shows the same outcome, so that each strategy finds it at once. */
  ONE_OUTCOME,
  /** It is not known what there is to find: the search for it was longer than it may be. */
  SEARCH_TOO_LONG,
  /** The contest was stopped before it was over on this one, or had begun. */
  NOT_FINISHED,
  /** The model itself failed. */
  FAILED;

  /** As in CSV and JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
