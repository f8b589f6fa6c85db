package org.killpath.stress.result;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.killpath.engine.explore.Result;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.stress.fork.Seen;

/**
 * The three views of one cell.
 *
 * @param seen how many worlds came to what when the operating system scheduled, as {@link Seen} says
 * @param drawn what a sample of drawn interleavings showed, if one was made
 * @param known what it may show
 */
public record CellReport(
    Cell cell, Map<String, Long> seen, Optional<Result<Cell>> drawn, Known known) {

  /** In fewer worlds than this nobody can miss anything. */
  private static final long ENOUGH = 20;

  public CellReport {
    seen = Collections.unmodifiableMap(new TreeMap<>(seen));
  }

  /** How many worlds ran free, those included that missed the ordering. */
  public long worlds() {
    return seen.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many of them did not come to the ordering. */
  public long missed() {
    return seen.getOrDefault(Seen.STAGE_MISSED, 0L);
  }

  /** In how many of them the model itself failed, by what was thrown. */
  public Map<String, Long> failed() {
    final Map<String, Long> failed = new TreeMap<>();
    seen.forEach((what, worlds) -> {
      if (what.startsWith(Seen.FAILED)) {
        failed.put(what.substring(Seen.FAILED.length()), worlds);
      }
    });
    return failed;
  }

  /** True if worlds ran and none came to the ordering. */
  public boolean neverCameAbout() {
    return worlds() > 0 && missed() == worlds();
  }

  /** How many free worlds came to each outcome, mildest first. */
  public Map<Outcome, Long> free() {
    final Map<Outcome, Long> counts = new TreeMap<>(Outcome.MILDEST_FIRST);
    seen.forEach((what, worlds) -> {
      if (!what.equals(Seen.STAGE_MISSED) && !what.startsWith(Seen.FAILED)) {
        counts.merge(outcomeOf(what), worlds, Long::sum);
      }
    });
    return Collections.unmodifiableMap(counts);
  }

  /** A verdict begins with the outcome's name; evidence follows after a colon. */
  public static Outcome outcomeOf(String verdict) {
    final int colon = verdict.indexOf(':');
    final String name = colon < 0 ? verdict : verdict.substring(0, colon);
    return VhostOutcome.of(name)
        .orElseThrow(() -> new IllegalArgumentException("no outcome is called " + name));
  }

  /** How many drawn interleavings came to each outcome, mildest first. */
  public Map<Outcome, Long> sampled() {
    return drawn.map(Result::outcomes).orElse(Map.of());
  }

  /** The outcomes of free worlds that must not be. */
  public Set<Outcome> outside() {
    return without(free().keySet(), known.may());
  }

  /** Those of drawn interleavings. */
  public Set<Outcome> outsideDrawn() {
    return without(sampled().keySet(), known.may());
  }

  private static Set<Outcome> without(Set<Outcome> seen, Optional<Set<Outcome>> may) {
    final Set<Outcome> outside = sorted(seen);
    outside.removeAll(may.orElse(seen));
    return outside;
  }

  /** What is there: proven, or drawn and so to be replayed. */
  public Set<Outcome> possible() {
    final Set<Outcome> possible = sorted(sampled().keySet());
    known.proof().ifPresent(proof -> possible.addAll(proof.outcomes()));
    return possible;
  }

  /** What is there and no free world came to, although enough of them ran: rare in real life. */
  public Set<Outcome> rare() {
    if (worlds() < ENOUGH) {
      return Set.of();
    }
    final Set<Outcome> rare = possible();
    rare.removeAll(free().keySet());
    return rare;
  }

  private static Set<Outcome> sorted(Set<Outcome> outcomes) {
    final Set<Outcome> sorted = new TreeSet<>(Outcome.MILDEST_FIRST);
    sorted.addAll(outcomes);
    return sorted;
  }
}
