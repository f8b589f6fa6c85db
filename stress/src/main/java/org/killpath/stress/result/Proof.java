package org.killpath.stress.result;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.killpath.engine.judge.Outcome;

/**
 * What all interleavings of a cell that could show anything new came to.
 *
 * @param outcomes all there are; empty if none of them comes to the ordering
 * @param executions how many that took
 */
public record Proof(Set<Outcome> outcomes, long executions) {
  public Proof {
    final Set<Outcome> sorted = new TreeSet<>(Outcome.MILDEST_FIRST);
    sorted.addAll(outcomes);
    outcomes = Collections.unmodifiableSet(sorted);
  }
}
