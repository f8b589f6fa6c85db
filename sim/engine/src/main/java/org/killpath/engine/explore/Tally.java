package org.killpath.engine.explore;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Subject;

/**
 * Counts what the executions of one subject show. Its size depends on how many different verdicts
 * there are, not on how many executions.
 */
final class Tally<S extends Subject> {
  private static final class Entry<S extends Subject> {
    final Verdict verdict;
    final long first;
    long count;
    Schedule<S> schedule;
    int handoffs;

    Entry(Verdict verdict, long first, Schedule<S> schedule, int handoffs) {
      this.verdict = verdict;
      this.first = first;
      this.schedule = schedule;
      this.handoffs = handoffs;
    }

    Sighting<S> sighting() {
      return new Sighting<>(verdict, count, first, schedule, handoffs, handoffs);
    }
  }

  /** One judge makes one verdict object for all equal executions, so identity will do. */
  private final IdentityHashMap<Verdict, Entry<S>> entries = new IdentityHashMap<>();

  private long schedules;
  private long missed;
  private Optional<String> missing = Optional.empty();
  private long cut;

  /** One more execution. One that was cut counts apart: it would have shown nothing new. */
  void add(Ran<S> ran) {
    if (ran instanceof Ran.Ended<S> ended) {
      add(ended);
    } else if (ran instanceof Ran.Missed<S> missedOne) {
      schedules++;
      missed++;
      if (missing.isEmpty()) {
        missing = Optional.of(missedOne.awaited());
      }
    } else {
      cut++;
    }
  }

  private void add(Ran.Ended<S> ended) {
    Entry<S> entry = entries.get(ended.verdict());
    if (entry == null) {
      entry = new Entry<>(ended.verdict(), schedules, ended.schedule(), ended.handoffs());
      entries.put(ended.verdict(), entry);
    } else if (ended.handoffs() < entry.handoffs) {
      entry.schedule = ended.schedule();
      entry.handoffs = ended.handoffs();
    }
    entry.count++;
    schedules++;
  }

  /** What the first of those waited for that did not come to what the subject is about. */
  Optional<String> missing() {
    return missing;
  }

  long schedules() {
    return schedules;
  }

  long cut() {
    return cut;
  }

  long missed() {
    return missed;
  }

  /** Takes up what another tally had, before the first execution. */
  void restore(
      long theirSchedules, long theirMissed, Optional<String> theirMissing, long theirCut) {
    schedules = theirSchedules;
    missed = theirMissed;
    missing = theirMissing;
    cut = theirCut;
  }

  /** The same for one verdict, made again just now by the judge who will make those to come. */
  void restore(Sighting<S> seen) {
    final Entry<S> entry =
        new Entry<>(seen.verdict(), seen.first(), seen.schedule(), seen.handoffs());
    entry.count = seen.count();
    entries.put(seen.verdict(), entry);
  }

  /** Everything seen: worst first, then what was seen most, then first. */
  List<Sighting<S>> sightings() {
    return entries.values().stream()
        .map(Entry::sighting)
        .sorted(Comparator.comparingInt(
                (Sighting<S> sighting) -> sighting.verdict().outcome().ordinal())
            .reversed()
            .thenComparing(
                Comparator.<Sighting<S>>comparingLong(Sighting::count).reversed())
            .thenComparingLong(Sighting::first))
        .toList();
  }
}
