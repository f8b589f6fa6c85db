package org.killpath.explore.campaign;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.killpath.explore.Cell;
import org.killpath.explore.CellResult;
import org.killpath.explore.CellResult.Coverage;
import org.killpath.explore.ReplayToken;
import org.killpath.explore.Schedule;
import org.killpath.explore.Sighting;
import org.killpath.runtime.Controlled;
import org.killpath.runtime.StepObserver;
import org.killpath.scenario.Scenario;
import org.killpath.vhost.Design;

/**
 * The result of one cell, written down: what it showed as replay tokens, so that the evidence is had
 * again by running them.
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
    List<Shown> shown) {

  /** One verdict, with how often it was seen, when first, and the simplest execution. */
  public record Shown(long count, long first, int handoffs, int handoffsFound, String token) {
    public Shown {
      Objects.requireNonNull(token);
    }
  }

  public Finished {
    Objects.requireNonNull(scenario);
    Objects.requireNonNull(design);
    Objects.requireNonNull(coverage);
    Objects.requireNonNull(missing);
    shown = List.copyOf(shown);
  }

  /** Nothing if the cell was cut short, or failed: it is to be run again. */
  public static Optional<Finished> of(CellResult result) {
    if (result.coverage() == Coverage.PARTIAL
        || result.coverage() == Coverage.NOT_RUN
        || result.failure().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(new Finished(
        result.cell().scenario().id(),
        result.cell().design().id(),
        result.coverage(),
        result.schedules(),
        result.missed(),
        result.missing().orElse(""),
        result.cut(),
        result.sightings().stream()
            .map(seen -> new Shown(
                seen.count(), seen.first(), seen.handoffs(), seen.handoffsFound(), seen.token()))
            .toList()));
  }

  /**
   * The result itself.
   *
   * @throws org.killpath.explore.BadToken if a token is of another model, or damaged
   * @throws org.killpath.explore.ReplayMismatch if an execution is not what was recorded
   */
  CellResult restore(
      Campaign campaign,
      Function<String, Optional<Scenario>> scenarios,
      Function<String, Optional<Design>> designs,
      Cell cell,
      Controlled controlled) {
    return new CellResult(
        cell,
        campaign.strategy(),
        campaign.seed(),
        coverage,
        schedules,
        missed,
        Optional.of(missing).filter(words -> !words.isEmpty()),
        cut,
        shown.stream()
            .map(seen -> sighting(
                seen, ReplayToken.parse(seen.token(), scenarios, designs).schedule(), controlled))
            .toList(),
        Optional.empty());
  }

  private static Sighting sighting(Shown seen, Schedule schedule, Controlled controlled) {
    return new Sighting(
        schedule.replay(controlled, StepObserver.NONE),
        seen.count(),
        seen.first(),
        schedule,
        seen.handoffs(),
        seen.handoffsFound());
  }
}
