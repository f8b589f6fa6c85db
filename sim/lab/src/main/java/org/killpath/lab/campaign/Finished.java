package org.killpath.lab.campaign;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.search.Result;
import org.killpath.engine.search.Result.Coverage;
import org.killpath.engine.search.SavedSighting;
import org.killpath.lab.cell.Cell;

/**
 * The result of one cell, written down: what it showed as replay tokens, so that the evidence is
 * had again by running them.
 *
 * @param missing what was waited for in vain, or nothing: an empty text
 */
public record Finished(
    String scenario,
    String design,
    Coverage coverage,
    long schedules,
    long missed,
    String missing,
    long cut,
    List<SavedSighting> shown) {
  public Finished {
    Objects.requireNonNull(scenario);
    Objects.requireNonNull(design);
    Objects.requireNonNull(coverage);
    Objects.requireNonNull(missing);
    shown = List.copyOf(shown);
  }

  /** Nothing if the cell was cut short, or failed: it is to be run again. */
  public static Optional<Finished> of(Result<Cell> result) {
    if (result.coverage() == Coverage.PARTIAL
        || result.coverage() == Coverage.NOT_RUN
        || result.failure().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(new Finished(
        result.subject().scenario().id(),
        result.subject().design().id(),
        result.coverage(),
        result.schedules(),
        result.missed(),
        result.missing().orElse(""),
        result.cut(),
        result.sightings().stream().map(SavedSighting::of).toList()));
  }

  /**
   * The result itself.
   *
   * @throws org.killpath.engine.search.BadToken if a token is damaged, or of another model or cell
   * @throws org.killpath.engine.strategy.ReplayMismatch if an execution is not what was recorded
   */
  Result<Cell> restore(Campaign campaign, Cell cell, Controlled controlled) {
    return new Result<>(
        cell,
        campaign.strategy(),
        campaign.seed(),
        coverage,
        schedules,
        missed,
        Optional.of(missing).filter(words -> !words.isEmpty()),
        cut,
        shown.stream().map(seen -> seen.restore(cell, controlled)).toList(),
        Optional.empty());
  }
}
