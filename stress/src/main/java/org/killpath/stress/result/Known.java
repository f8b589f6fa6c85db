package org.killpath.stress.result;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.cell.Expectation;

/**
 * What a cell may show, as far as anybody has said so before it was run.
 *
 * @param proof what all its interleavings show, if they were searched
 * @param expectation what is accounted for; nothing for a design of somebody else's
 * @param sampled is what is accounted for only what samples have shown so far, so that more may come?
 */
public record Known(Optional<Proof> proof, Optional<Expectation> expectation, boolean sampled) {
  /** Nobody has said anything. */
  public static final Known NOTHING = new Known(Optional.empty(), Optional.empty(), false);

  /** Is there more that may come, since nobody has tried every interleaving? */
  public boolean isOpen() {
    return proof.isEmpty() && sampled;
  }

  /** All it may show: what is proven, or else what is accounted for. */
  public Optional<Set<Outcome>> may() {
    return proof.map(Proof::outcomes).or(() -> expectation.map(Expectation::may));
  }

  /** True if its ordering is not to come about. */
  public boolean isUnreachable() {
    return may().filter(Set::isEmpty).isPresent();
  }

  /** The same in words. */
  public String words() {
    final String may = may().map(Known::names).orElse("");
    return proof
        .map(proven -> "proven is " + may + ", by all " + proven.executions() + " executions")
        .orElse(expectation.isPresent() ? "expected is " + may : "nobody has said what may come");
  }

  private static String names(Set<Outcome> outcomes) {
    return outcomes.isEmpty()
        ? "that the ordering never comes about"
        : outcomes.stream().map(Outcome::name).collect(Collectors.joining(" or "));
  }
}
