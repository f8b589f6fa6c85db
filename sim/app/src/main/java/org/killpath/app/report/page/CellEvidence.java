package org.killpath.app.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.killpath.app.report.timeline.TimelineRecorder;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Sighting;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.runtime.Controlled;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.VhostOutcome;

/**
 * What is known about one cell: each of its outcomes once, or why it has none.
 *
 * @param remarks how it was measured, and what else there is to know
 */
public record CellEvidence(
    String title,
    String story,
    String changes,
    List<String> remarks,
    Optional<String> objection,
    List<Seen> seen) {

  /** An outcome of a cell, how often it was seen, and an execution that shows it. */
  public record Seen(long count, long of, EvidenceView evidence) {}

  /**
   * The evidence of {@code result}.
   *
   * @param objection why the cell is not what is expected of it
   * @param drawn draw the executions that did not complete?
   * @param controlled runs once more what is drawn
   */
  static CellEvidence of(
      Result<Cell> result, Optional<String> objection, boolean drawn, Controlled controlled) {
    final Set<Outcome> shown = new TreeSet<>(Outcome.MILDEST_FIRST);
    final List<Seen> seen = new ArrayList<>();
    for (Sighting<Cell> sighting : result.sightings()) {
      final Outcome outcome = sighting.verdict().outcome();
      if (shown.add(outcome)) {
        seen.add(new Seen(
            result.outcomes().get(outcome),
            result.schedules() - result.missed(),
            drawn && isDrawn(outcome)
                ? drawing("execution-" + seen.size(), sighting, controlled)
                : new EvidenceView("", sighting.schedule(), sighting.verdict(), Optional.empty())));
      }
    }
    return new CellEvidence(
        result.subject().toString(),
        result.subject().scenario().story(),
        result.subject().design().changes(),
        remarks(result, drawn),
        objection,
        seen);
  }

  private static List<String> remarks(Result<Cell> result, boolean drawn) {
    final List<String> remarks = new ArrayList<>(List.of(result.method()));
    if (result.isUnreachable()) {
      remarks.add("n/a: the design cannot reach this ordering"
          + result.missing().map(why -> ": it never comes about that " + why).orElse("") + ".");
    }
    result.failure().ifPresent(failure -> remarks.add("The run failed: " + failure));
    if (!drawn && toBeDrawn(result) > 0) {
      remarks.add("Not drawn on a page this large: killpath replay TOKEN --format html draws it.");
    }
    return remarks;
  }

  /** How many of its outcomes have an execution worth a drawing. */
  static int toBeDrawn(Result<Cell> result) {
    return (int)
        result.outcomes().keySet().stream().filter(CellEvidence::isDrawn).count();
  }

  private static boolean isDrawn(Outcome outcome) {
    return outcome != VhostOutcome.COMPLETED;
  }

  private static EvidenceView drawing(String id, Sighting<Cell> sighting, Controlled controlled) {
    final TimelineRecorder recorder = new TimelineRecorder();
    sighting.schedule().replay(controlled, recorder);
    return new EvidenceView(
        id, sighting.schedule(), sighting.verdict(), Optional.of(recorder.timeline()));
  }
}
