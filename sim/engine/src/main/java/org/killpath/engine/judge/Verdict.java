package org.killpath.engine.judge;

import java.util.List;
import java.util.Optional;

/**
 * An outcome with its evidence.
 *
 * @param findings everything the execution showed, in the order it was seen
 * @param evidence the world when the main phase was over
 * @param atClose the world at the very end, if somebody was still stuck then
 */
public record Verdict(
    Outcome outcome, List<Finding> findings, Evidence evidence, Optional<Evidence> atClose) {

  /** The stuck task that tells most, if there is one. */
  public Optional<TaskReport> stuck() {
    return evidence.chain().stream().findFirst();
  }

  /**
   * One line for a tally: outcome, and for a hang the state, function and resource of the most
   * telling task and who is reported.
   */
  public String summary() {
    final StringBuilder line = new StringBuilder(outcome.name());
    stuck()
        .or(() ->
            atClose.flatMap(evidenceAtClose -> evidenceAtClose.chain().stream().findFirst()))
        .filter(task -> outcome.isHang())
        .ifPresent(task -> {
          line.append(": ").append(task.role()).append(' ').append(task.state().shown());
          task.function().ifPresent(at -> line.append(" in ").append(at.name()).append("()"));
          task.waitsFor().ifPresent(on -> line.append(" on ").append(on.name()));
          line.append(", reported: ").append(evidence.reported());
        });
    return line.toString();
  }
}
