package org.killpath.stress;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectation;
import org.killpath.lab.cell.VhostOutcome;

/**
 * What jcstress showed of one cell.
 *
 * @param expectation what the cell may show; empty if nobody has said so
 * @param samples how often each result was counted, by its text
 * @param skipped why the cell was not run, if it was not
 * @param broken what went wrong with the forked JVM, if anything did
 */
record StressedCell(
    Cell cell,
    Optional<Expectation> expectation,
    Map<String, Long> samples,
    Optional<Skip> skipped,
    Optional<String> broken) {

  /** The result of a sample that did not come to the ordering that its cell is about. */
  static final String STAGE_MISSED = "STAGE_MISSED";

  /** Why a cell was not run. */
  enum Skip {
    /** The design cannot reach the ordering. */
    UNREACHABLE("the design cannot reach this ordering"),
    /** Others that tell designs apart better took all the time there was. */
    BUDGET("no time was left"),
    /** The run was ended from outside. */
    INTERRUPTED("the run was interrupted");

    private final String reason;

    Skip(String reason) {
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  StressedCell {
    samples = Collections.unmodifiableMap(new TreeMap<>(samples));
  }

  static StressedCell skipped(Cell cell, Optional<Expectation> expectation, Skip why) {
    return new StressedCell(cell, expectation, Map.of(), Optional.of(why), Optional.empty());
  }

  /** True if it would have been run, given more time. */
  boolean isLeftOut() {
    return skipped.filter(why -> why != Skip.UNREACHABLE).isPresent();
  }

  /** How many samples there are, missed stages included. */
  long total() {
    return samples.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many samples did not come to the ordering. */
  long missed() {
    return samples.getOrDefault(STAGE_MISSED, 0L);
  }

  /** How often each outcome was counted, mildest first. */
  Map<Outcome, Long> outcomes() {
    final Map<Outcome, Long> counts = new TreeMap<>(Outcome.MILDEST_FIRST);
    samples.forEach((text, count) -> {
      if (!text.equals(STAGE_MISSED)) {
        counts.merge(outcomeOf(text), count, Long::sum);
      }
    });
    return Collections.unmodifiableMap(counts);
  }

  /** A result begins with the outcome's name; evidence follows after a colon. */
  private static Outcome outcomeOf(String text) {
    final int colon = text.indexOf(':');
    final String name = colon < 0 ? text : text.substring(0, colon);
    return VhostOutcome.of(name)
        .orElseThrow(() -> new IllegalArgumentException("no outcome is called " + name));
  }

  /** The outcomes that nobody has accounted for. */
  Set<Outcome> unexpected() {
    return expectation.map(e -> e.unexpected(outcomes().keySet())).orElse(Set.of());
  }

  /** The outcomes that a large sample shows and that this one did not. */
  Set<Outcome> unseen() {
    return expectation.map(e -> e.missing(outcomes().keySet())).orElse(Set.of());
  }
}
