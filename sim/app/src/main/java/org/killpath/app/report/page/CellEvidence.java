package org.killpath.app.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.killpath.app.report.timeline.TimelineRecorder;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.search.Result;
import org.killpath.engine.search.Sighting;
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
   * @param controlled runs once more what is drawn: all that did not complete
   */
  static CellEvidence of(Result<Cell> result, Optional<String> objection, Controlled controlled) {
    final Set<Outcome> shown = new TreeSet<>(Outcome.MILDEST_FIRST);
    final List<Seen> seen = new ArrayList<>();
    for (Sighting<Cell> sighting : result.sightings()) {
      final Outcome outcome = sighting.verdict().outcome();
      if (shown.add(outcome)) {
        seen.add(new Seen(
            result.outcomes().get(outcome),
            result.schedules() - result.missed(),
            view("execution-" + seen.size(), sighting, controlled)));
      }
    }
    return new CellEvidence(
        result.subject().toString(),
        result.subject().scenario().story(),
        result.subject().design().changes(),
        remarks(result),
        objection,
        seen);
  }

  private static List<String> remarks(Result<Cell> result) {
    final List<String> remarks = new ArrayList<>(List.of(result.method()));
    if (result.isUnreachable()) {
      remarks.add("n/a: the design cannot reach this ordering"
          + result.missing().map(why -> ": it never comes about that " + why).orElse("") + ".");
    }
    result.failure().ifPresent(failure -> remarks.add("The run failed: " + failure));
    return remarks;
  }

  private static EvidenceView view(String id, Sighting<Cell> sighting, Controlled controlled) {
    if (sighting.verdict().outcome() == VhostOutcome.COMPLETED) {
      return new EvidenceView(id, sighting.schedule(), sighting.verdict(), Optional.empty());
    }
    final TimelineRecorder recorder = new TimelineRecorder();
    sighting.schedule().replay(controlled, recorder);
    return new EvidenceView(
        id, sighting.schedule(), sighting.verdict(), Optional.of(recorder.timeline()));
  }
}
