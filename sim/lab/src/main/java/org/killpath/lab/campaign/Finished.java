package org.killpath.lab.campaign;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.engine.explore.SavedSighting;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.search.Strategies;
import org.killpath.engine.strategy.Systematic;
import org.killpath.lab.campaign.file.BadFile;
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
    List<KeptSighting> shown) {
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
        result.subject().scenario().key(),
        result.subject().design().id(),
        result.coverage(),
        result.schedules(),
        result.missed(),
        result.missing().orElse(""),
        result.cut(),
        result.sightings().stream().map(SavedSighting::of).map(KeptSighting::of).toList()));
  }

  private Counts counts() {
    return new Counts(name(), schedules, missed, missing, cut, shown);
  }

  private String name() {
    return scenario + " x " + design;
  }

  /** Makes sure that a run of {@code campaign} may have come to this. */
  void check(Campaign campaign) {
    counts().check();
    final Strategies strategies = Strategies.all();
    final boolean systematic =
        strategies.byName(campaign.strategy(), campaign.seed()).orElseThrow() instanceof Systematic;
    final boolean mayCut = systematic || strategies.isProvided(campaign.strategy());
    final Asked bounds = campaign.budget();
    final boolean fits = switch (coverage) {
      case SAMPLED -> !systematic && bounds.hasCount();
      case TIMED -> !systematic && !bounds.hasCount();
      case BOUND_REACHED -> systematic;
      case COMPLETE -> systematic && !campaign.strategy().startsWith("preemption-bounded");
      case EXHAUSTED -> true;
      case PARTIAL, NOT_RUN -> false;
    };
    if (!fits || schedules == 0 || (cut > 0 && !mayCut)) {
      throw new BadFile("it is damaged: " + name() + " cannot be "
          + coverage.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " by "
          + campaign.strategy() + " with " + bounds);
    }
  }

  /** The same where the ordering must be known. */
  private void check(Campaign campaign, Cell cell) {
    final long most = campaign.budget().most(cell);
    final long begun = counts().begun();
    final boolean exactly = coverage == Coverage.SAMPLED || coverage == Coverage.BOUND_REACHED;
    final boolean untilOneEnded = schedules == 1 && begun > most; // it goes on until then
    if (most > 0 && !untilOneEnded && (exactly ? begun != most : begun > most)) {
      throw new BadFile("it is damaged: " + name() + ": " + begun + " executions are not what "
          + campaign.budget() + " comes to");
    }
  }

  /**
   * The result itself.
   *
   * @throws BadFile if it cannot be that of {@code campaign}
   * @throws org.killpath.engine.search.BadToken if a token is damaged, or of another model or cell
   * @throws org.killpath.engine.strategy.ReplayMismatch if an execution is not what was recorded
   */
  Result<Cell> restore(Campaign campaign, Cell cell, Controlled controlled) {
    check(campaign, cell);
    return new Result<>(
        cell,
        campaign.strategy(),
        campaign.seed(),
        coverage,
        schedules,
        missed,
        Optional.of(missing).filter(words -> !words.isEmpty()),
        cut,
        KeptSighting.restore(shown, cell, controlled),
        Optional.empty());
  }
}
