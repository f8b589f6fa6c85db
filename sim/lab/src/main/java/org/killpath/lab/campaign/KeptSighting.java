package org.killpath.lab.campaign;

import java.util.List;
import java.util.Objects;
import org.killpath.engine.explore.SavedSighting;
import org.killpath.engine.explore.Sighting;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.lab.campaign.file.BadFile;
import org.killpath.lab.cell.Cell;

/**
 * What one or more executions showed alike, written down: one of them as a replay token, so that the
 * evidence is had again by running it.
 *
 * @param count how many
 * @param first the number of the first of them, from 0
 * @param handoffs of the one that the token replays, which has the fewest
 */
public record KeptSighting(long count, long first, int handoffs, String token) {
  public KeptSighting {
    Objects.requireNonNull(token);
  }

  static KeptSighting of(SavedSighting seen) {
    return new KeptSighting(seen.count(), seen.first(), seen.handoffs(), seen.token());
  }

  SavedSighting saved() {
    return new SavedSighting(count, first, handoffs, handoffs, token);
  }

  /**
   * All of {@code shown}, run again: each must be an execution of that cell with that many handoffs,
   * no two may show the same, and they must be in the order of a result.
   *
   * @throws BadFile if it is not so
   * @throws org.killpath.engine.search.BadToken if a token is damaged, or of another model or cell
   * @throws org.killpath.engine.strategy.ReplayMismatch if an execution is not what was recorded
   */
  static List<Sighting<Cell>> restore(List<KeptSighting> shown, Cell cell, Controlled controlled) {
    final List<Sighting<Cell>> sightings = shown.stream()
        .map(kept -> {
          final Sighting<Cell> sighting = kept.saved().restore(cell, controlled);
          if (controlled.handoffs() != kept.handoffs || !sighting.token().equals(kept.token)) {
            throw damaged(cell, "a replay is not as it says");
          }
          return sighting;
        })
        .toList();
    if (sightings.stream().map(Sighting::verdict).distinct().count() < sightings.size()) {
      throw damaged(cell, "a verdict is there twice");
    }
    for (int i = 1; i < sightings.size(); i++) {
      if (!isBefore(sightings.get(i - 1), sightings.get(i))) {
        throw damaged(cell, "its verdicts are out of order");
      }
    }
    return sightings;
  }

  /** Worst first, then what was seen most, then first. */
  private static boolean isBefore(Sighting<Cell> one, Sighting<Cell> next) {
    final Verdict verdict = one.verdict();
    final int worse =
        Outcome.MILDEST_FIRST.compare(verdict.outcome(), next.verdict().outcome());
    if (worse != 0) {
      return worse > 0;
    }
    return one.count() != next.count() ? one.count() > next.count() : one.first() < next.first();
  }

  private static BadFile damaged(Cell cell, String what) {
    return new BadFile("it is damaged: " + cell + ": " + what);
  }
}
