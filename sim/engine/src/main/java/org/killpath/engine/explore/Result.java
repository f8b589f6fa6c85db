package org.killpath.engine.explore;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.search.Subject;

/**
 * What exploring one subject came to, and how that was found.
 *
 * @param strategy how choices were made
 * @param seed of the whole run; the subject's own follows from it
 * @param schedules how many executions were run to their end
 * @param missed how many of them did not come to what the subject is about
 * @param missing the state that the first of those waited for in vain
 * @param cut how many more the strategy ended early, because they could show nothing new
 * @param sightings what the others showed, worst first
 * @param failure why exploring broke off, if the subject itself failed
 */
public record Result<S extends Subject>(
    S subject,
    String strategy,
    long seed,
    Coverage coverage,
    long schedules,
    long missed,
    Optional<String> missing,
    long cut,
    List<Sighting<S>> sightings,
    Optional<String> failure) {

  /** The same, each failing schedule made as simple as it can be while it fails alike. */
  public Result<S> shrunk(Controlled controlled) {
    return new Result<>(
        subject,
        strategy,
        seed,
        coverage,
        schedules,
        missed,
        missing,
        cut,
        sightings.stream().map(sighting -> sighting.shrunk(controlled)).toList(),
        failure);
  }

  /** How much of a subject was explored. */
  public enum Coverage {
    /** As many schedules as were asked for. */
    SAMPLED,
    /** As many schedules as fitted into the time. */
    TIMED,
    /** Every interleaving that could show anything new. */
    COMPLETE,
    /** Every schedule that the strategy tries; others are left that could show something new. */
    EXHAUSTED,
    /** As many schedules as were asked for; the strategy has more to try. */
    BOUND_REACHED,
    /** Less than was asked for: time was up, or the user interrupted. */
    PARTIAL,
    /** Nothing. */
    NOT_RUN
  }

  /** True if executions were run and none came to what the subject is about: it cannot be reached. */
  public boolean isUnreachable() {
    return schedules > 0 && missed == schedules;
  }

  /** How often each outcome was seen, the mildest first. */
  public Map<Outcome, Long> outcomes() {
    final Map<Outcome, Long> counts = new TreeMap<>(Outcome.MILDEST_FIRST);
    for (Sighting<S> sighting : sightings) {
      counts.merge(sighting.verdict().outcome(), sighting.count(), Long::sum);
    }
    return Collections.unmodifiableMap(counts);
  }

  /** Every outcome that was seen, the mildest first. */
  public Set<Outcome> seen() {
    return outcomes().keySet();
  }

  /** The worst outcome, if any was seen. */
  public Optional<Outcome> worst() {
    return sightings.stream().findFirst().map(sighting -> sighting.verdict().outcome());
  }

  /** The part of the executions with a verdict that showed {@code outcome}, from 0 to 1. */
  public double share(Outcome outcome) {
    final long judged = schedules - missed;
    return judged == 0 ? 0 : (double) outcomes().getOrDefault(outcome, 0L) / judged;
  }

  /** How the numbers were obtained, in words. */
  public String method() {
    final String counted = switch (coverage) {
      case COMPLETE -> "exhaustive: all " + schedules + " traces";
      case EXHAUSTED -> "bounded: all " + schedules + " schedules of " + strategy;
      case BOUND_REACHED ->
        "bound reached: " + schedules + " schedules of " + strategy + ", more are left";
      case TIMED ->
        "sampled: " + schedules + " schedules in the time given, " + strategy + ", seed " + seed;
      case SAMPLED -> "sampled: " + schedules + " schedules, " + strategy + ", seed " + seed;
      case PARTIAL -> "partial: " + schedules + " schedules, " + strategy + ", seed " + seed;
      case NOT_RUN -> "not run";
    };
    return missed == 0 || isUnreachable()
        ? counted
        : counted + "; the ordering was missed in " + missed;
  }
}
