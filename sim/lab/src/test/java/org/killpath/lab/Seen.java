package org.killpath.lab;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.Verdict;

/** The verdicts that some schedules of one cell ended with, and how often each. */
public final class Seen {
  private final IdentityHashMap<Verdict, Integer> counts = new IdentityHashMap<>();
  private int total;
  private int missed;

  void add(Verdict verdict) {
    counts.merge(verdict, 1, Integer::sum);
    total++;
  }

  void addMissed() {
    missed++;
  }

  /** How many schedules ended with a verdict. */
  public int total() {
    return total;
  }

  /** In how many a staged ordering did not come about. */
  public int missed() {
    return missed;
  }

  public List<Verdict> verdicts() {
    return List.copyOf(counts.keySet());
  }

  public int count(Verdict verdict) {
    return counts.getOrDefault(verdict, 0);
  }

  public int count(Outcome outcome) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().outcome() == outcome)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  public Set<Outcome> outcomes() {
    return counts.keySet().stream().map(Verdict::outcome).collect(Collectors.toSet());
  }

  /** One of the verdicts with this outcome. */
  public Verdict one(Outcome outcome) {
    return counts.keySet().stream()
        .filter(verdict -> verdict.outcome() == outcome)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + outcome + " in " + this));
  }

  @Override
  public String toString() {
    final Map<String, Integer> lines = new TreeMap<>();
    counts.forEach((verdict, count) -> lines.merge(verdict.summary(), count, Integer::sum));
    return lines.toString();
  }
}
