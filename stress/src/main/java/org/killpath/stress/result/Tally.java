package org.killpath.stress.result;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.killpath.lab.cell.CellId;
import org.killpath.stress.fork.Seen;

/** How often each world of each cell came to what. May be used by several threads. */
public final class Tally {
  private final Map<CellId, Map<String, Long>> counts = new ConcurrentHashMap<>();

  /** So many more worlds came to that. */
  public void add(Seen seen, long worlds) {
    counts.compute(seen.cell(), (cell, before) -> {
      final Map<String, Long> after = new TreeMap<>(before == null ? Map.of() : before);
      after.merge(seen.what(), worlds, Long::sum);
      return after;
    });
  }

  /** What the worlds of one cell came to. */
  public Map<String, Long> of(CellId cell) {
    return counts.getOrDefault(cell, Map.of());
  }

  /** How many worlds there are of one cell. */
  public long worlds(CellId cell) {
    return sum(of(cell));
  }

  /** How many worlds there are of all. */
  public long worlds() {
    return counts.values().stream().mapToLong(Tally::sum).sum();
  }

  private static long sum(Map<String, Long> worlds) {
    return worlds.values().stream().mapToLong(Long::longValue).sum();
  }
}
