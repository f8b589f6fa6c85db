package org.killpath.explore;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.killpath.outcome.Outcome;

/**
 * What one cell may show.
 *
 * @param must outcomes that a large sample shows; part of {@code may}
 * @param may every outcome that is accounted for; empty if the design cannot reach the ordering
 */
public record Expectation(Set<Outcome> must, Set<Outcome> may) {
  /** The design cannot reach the ordering. */
  public static final Expectation UNREACHABLE = new Expectation(Set.of(), Set.of());

  private static final String NOTHING = "-";

  public Expectation {
    must = Set.copyOf(must);
    may = Set.copyOf(may);
    if (!may.containsAll(must)) {
      throw new IllegalArgumentException(
          "what must be seen (" + text(must) + ") is not part of what may (" + text(may) + ")");
    }
  }

  /** True if no execution is expected: the staged ordering cannot come about. */
  public boolean isUnreachable() {
    return may.isEmpty();
  }

  /** Those of {@code seen} that are not accounted for. */
  public Set<Outcome> unexpected(Set<Outcome> seen) {
    return difference(seen, may);
  }

  /** Those that a large sample shows and that are not in {@code seen}. */
  public Set<Outcome> missing(Set<Outcome> seen) {
    return difference(must, seen);
  }

  /** Outcomes, mildest first, as in the file: {@code COMPLETED|DEADLOCK}, or {@code -}. */
  static String text(Set<Outcome> outcomes) {
    return outcomes.isEmpty()
        ? NOTHING
        : new TreeSet<>(outcomes).stream().map(Outcome::name).collect(Collectors.joining("|"));
  }

  static Set<Outcome> parse(String text) {
    final Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
    if (!text.equals(NOTHING)) {
      for (String name : text.split("\\|", -1)) {
        outcomes.add(Outcome.valueOf(name));
      }
    }
    return outcomes;
  }

  private static Set<Outcome> difference(Set<Outcome> from, Set<Outcome> without) {
    final Set<Outcome> left = EnumSet.noneOf(Outcome.class);
    left.addAll(from);
    left.removeAll(without);
    return left;
  }
}
