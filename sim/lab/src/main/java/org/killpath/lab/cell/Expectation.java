package org.killpath.lab.cell;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.strategy.RandomWalk;

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

  /** An outcome that must come is seen once in 20 schedules, or more often. */
  private static final double OFTEN = 0.05;

  /** A random walk so long misses an outcome that must come once in 28,000 cells. */
  private static final long LARGE_SAMPLE = 200;

  /** The staged ordering that is hardest to reach is reached in every sixth schedule or so. */
  private static final long ENOUGH_TO_REACH = 50;

  public Expectation {
    must = inOrder(must);
    may = inOrder(may);
    if (!may.containsAll(must)) {
      throw new IllegalArgumentException(
          "what must be seen (" + text(must) + ") is not part of what may (" + text(may) + ")");
    }
  }

  /** Mildest first, so that what is printed is the same in every run. */
  private static Set<Outcome> inOrder(Set<Outcome> outcomes) {
    final Set<Outcome> sorted = new TreeSet<>(Outcome.MILDEST_FIRST);
    sorted.addAll(outcomes);
    return Collections.unmodifiableSet(sorted);
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

  /**
   * Why {@code result} is not what is expected, if it is not. That something is missing, or that
   * the ordering never came about, counts only if the sample was large enough for it and fair.
   */
  public Optional<String> objection(Result<Cell> result) {
    if (result.schedules() == 0) {
      return Optional.empty();
    }
    if (isUnreachable() && !result.isUnreachable()) {
      return Optional.of("the ordering is reached, which was not expected");
    }
    if (result.isUnreachable()) {
      return isUnreachable() || !isFair(result, ENOUGH_TO_REACH)
          ? Optional.empty()
          : Optional.of("the ordering is never reached");
    }
    final Set<Outcome> unexpected = unexpected(result.seen());
    if (!unexpected.isEmpty()) {
      return Optional.of("shows " + text(unexpected) + ", expected is " + text(may));
    }
    final Set<Outcome> missing = missing(result.seen());
    if (isFair(result, LARGE_SAMPLE) && !missing.isEmpty()) {
      return Optional.of(
          "never shows " + text(missing) + " in " + result.schedules() + " schedules");
    }
    return Optional.empty();
  }

  private static boolean isFair(Result<Cell> result, long sample) {
    return result.coverage() == Coverage.COMPLETE
        || (result.strategy().equals(RandomWalk.NAME) && result.schedules() >= sample);
  }

  /**
   * What a large sample suggests: every outcome seen may come, and those that came often must.
   *
   * @param result of so many schedules that the rare outcomes have been seen, too
   */
  public static Expectation suggestedBy(Result<Cell> result) {
    final Set<Outcome> must = new TreeSet<>(Outcome.MILDEST_FIRST);
    for (Outcome outcome : result.seen()) {
      if (result.share(outcome) >= OFTEN) {
        must.add(outcome);
      }
    }
    return new Expectation(must, result.seen());
  }

  /** The same, and what {@code result} shows may come, too. */
  public Expectation widenedBy(Result<Cell> result) {
    final Set<Outcome> all = new TreeSet<>(Outcome.MILDEST_FIRST);
    all.addAll(may);
    all.addAll(result.seen());
    return new Expectation(must, all);
  }

  /** Outcomes, mildest first, as in the file: {@code COMPLETED|DEADLOCK}, or {@code -}. */
  static String text(Set<Outcome> outcomes) {
    return outcomes.isEmpty()
        ? NOTHING
        : outcomes.stream()
            .sorted(Outcome.MILDEST_FIRST)
            .map(Outcome::name)
            .collect(Collectors.joining("|"));
  }

  static Set<Outcome> parse(String text) {
    final Set<Outcome> outcomes = new TreeSet<>(Outcome.MILDEST_FIRST);
    if (!text.equals(NOTHING)) {
      for (String name : text.split("\\|", -1)) {
        outcomes.add(VhostOutcome.of(name)
            .orElseThrow(() -> new IllegalArgumentException("no outcome is called " + name)));
      }
    }
    return outcomes;
  }

  private static Set<Outcome> difference(Set<Outcome> from, Set<Outcome> without) {
    final Set<Outcome> left = new TreeSet<>(Outcome.MILDEST_FIRST);
    left.addAll(from);
    left.removeAll(without);
    return left;
  }
}
