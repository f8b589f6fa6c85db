package org.killpath.app.diagnose.match;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Sighting;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.Verdict;
import org.killpath.lab.cell.Cell;

/**
 * What executions of one cell showed: all of it that a log can be compared with.
 *
 * @param judged how many of them came to what the cell is about
 * @param kinds the worst first; none if nothing came to it
 */
public record Shown(Cell cell, long judged, List<Kind> kinds) {
  public Shown {
    kinds = List.copyOf(kinds);
  }

  /**
   * Executions that showed the same.
   *
   * @param count how many
   * @param token replays one of them; empty if they show no hang
   * @param evidence the tasks when the main phase was over; of hangs only
   * @param atClose the tasks at the very end, if somebody was still stuck then
   */
  public record Kind(
      Outcome outcome, long count, String token, Evidence evidence, Optional<Evidence> atClose) {
    private static Kind of(Sighting<Cell> sighting) {
      final Verdict verdict = sighting.verdict();
      return verdict.outcome().isHang()
          ? new Kind(
              verdict.outcome(),
              sighting.count(),
              sighting.token(),
              tasks(verdict.evidence()),
              verdict.atClose().map(Kind::tasks))
          : new Kind(verdict.outcome(), sighting.count(), "", Evidence.NONE, Optional.empty());
    }

    private static Evidence tasks(Evidence evidence) {
      return new Evidence(evidence.tasks(), List.of(), List.of());
    }
  }

  /** What of a result matters here. */
  public static Shown of(Result<Cell> result) {
    return new Shown(
        result.subject(),
        result.schedules() - result.missed(),
        result.sightings().stream().map(Kind::of).toList());
  }

  /** The worst of all, if anything was seen. */
  public Optional<Outcome> worst() {
    return kinds.stream().map(Kind::outcome).reduce(Outcome::orWorse);
  }
}
