package org.killpath.lab.search;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.lab.cell.Cell;

/**
 * Counts what the executions of one cell show. Its size depends on how many different verdicts there
 * are, not on how many executions.
 */
final class Tally {
  private static final class Entry {
    final Verdict verdict;
    final long first;
    long count;
    byte[] choices = {};
    int handoffs = Integer.MAX_VALUE;

    Entry(Verdict verdict, long first) {
      this.verdict = verdict;
      this.first = first;
    }

    Sighting sighting(Cell cell, Controlled controlled) {
      final Schedule schedule = Schedule.record(cell, choices, controlled);
      return new Sighting(verdict, count, first, schedule, handoffs, handoffs);
    }
  }

  /** One judge makes one verdict object for all equal executions, so identity will do. */
  private final IdentityHashMap<Verdict, Entry> entries = new IdentityHashMap<>();

  private long schedules;
  private long missed;
  private Optional<String> missing = Optional.empty();
  private long cut;

  /** {@code controlled} has just come to the end of an execution with this verdict. */
  void add(Verdict verdict, Controlled controlled) {
    Entry entry = entries.get(verdict);
    if (entry == null) {
      entry = new Entry(verdict, schedules);
      entries.put(verdict, entry);
    }
    entry.count++;
    schedules++;
    if (controlled.handoffs() < entry.handoffs) {
      entry.handoffs = controlled.handoffs();
      entry.choices = controlled.choices().toBytes();
    }
  }

  /** An execution did not come to the ordering that the cell is about. */
  void addMissed(String awaited) {
    schedules++;
    missed++;
    if (missing.isEmpty()) {
      missing = Optional.of(awaited);
    }
  }

  /** What the first of those executions waited for. */
  Optional<String> missing() {
    return missing;
  }

  long schedules() {
    return schedules;
  }

  /** The strategy ended an execution that would have shown nothing new; it counts apart. */
  void addCut() {
    cut++;
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
  void restore(Sighting seen, Controlled controlled) {
    final Entry entry = new Entry(seen.verdict(), seen.first());
    entry.count = seen.count();
    entry.handoffs = seen.handoffs();
    entry.choices = controlled.choices().toBytes();
    entries.put(seen.verdict(), entry);
  }

  /**
   * Everything seen: worst first, then what was seen most, then first. Runs each once more to record
   * its schedule.
   */
  List<Sighting> sightings(Cell cell, Controlled controlled) {
    return entries.values().stream()
        .map(entry -> entry.sighting(cell, controlled))
        .sorted(Comparator.comparing((Sighting sighting) -> sighting.verdict().outcome())
            .reversed()
            .thenComparing(Comparator.comparingLong(Sighting::count).reversed())
            .thenComparingLong(Sighting::first))
        .toList();
  }
}
