package org.killpath.lab.campaign;

import java.util.List;
import java.util.Objects;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.strategy.ReplayMismatch;
import org.killpath.engine.strategy.Strategies;
import org.killpath.lab.campaign.file.BadFile;
import org.killpath.lab.campaign.file.KeptFile;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.search.BadSearch;
import org.killpath.lab.search.BadToken;
import org.killpath.lab.search.Exploration;
import org.killpath.lab.search.ModelVersion;
import org.killpath.lab.search.SavedSearch;
import org.killpath.lab.search.SavedSighting;

/**
 * A search of one cell that was stopped before its end, written down: what is left to try, and what
 * it has come to.
 *
 * @param model which model it searched: in another one the frontier means nothing
 * @param begun executions so far, those that were cut included
 * @param missing what was waited for in vain, or nothing: an empty text
 * @param frontier as its strategy wrote it
 */
public record KeptSearch(
    int model,
    String scenario,
    String design,
    String strategy,
    long seed,
    long begun,
    long schedules,
    long missed,
    String missing,
    long cut,
    List<Long> frontier,
    List<KeptSighting> shown)
    implements KeptFile.Body {
  /** How it is written and read. */
  public static final KeptFile<KeptSearch> FORM = new KeptFile<>("search", 3, KeptSearch.class);

  public KeptSearch {
    Objects.requireNonNull(scenario);
    Objects.requireNonNull(design);
    Objects.requireNonNull(strategy);
    Objects.requireNonNull(missing);
    frontier = List.copyOf(frontier);
    shown = List.copyOf(shown);
  }

  /** That of {@code search}. */
  public static KeptSearch of(SavedSearch search) {
    return new KeptSearch(
        search.model(),
        search.scenario(),
        search.design(),
        search.strategy(),
        search.seed(),
        search.begun(),
        search.schedules(),
        search.missed(),
        search.missing(),
        search.cut(),
        search.frontier(),
        search.shown().stream().map(KeptSighting::of).toList());
  }

  @Override
  public void check() {
    if (model != ModelVersion.CURRENT) {
      throw new BadFile(
          "it is of version " + model + " of the model; this is version " + ModelVersion.CURRENT);
    }
    if (Strategies.byName(strategy, seed).isEmpty()) {
      throw new BadFile("it is of strategy " + strategy + ", which is unknown here");
    }
    final Counts counts =
        new Counts(scenario + " x " + design, schedules, missed, missing, cut, shown);
    counts.check();
    if (begun != counts.begun()) {
      throw new BadFile("it is damaged: its executions do not sum up");
    }
    Frontier.of(this).check();
  }

  /**
   * The search, to go on with. Every execution that it names is run again, and one is led along the
   * frontier.
   *
   * @throws BadFile if it is of another cell, or something is not what a search leaves behind
   */
  public Exploration resume(Cell cell, Controlled controlled) {
    if (!cell.scenario().id().equals(scenario) || !cell.design().id().equals(design)) {
      throw new BadFile("it is of " + scenario + " x " + design + ", not of " + cell);
    }
    try {
      KeptSighting.restore(shown, cell, controlled);
      Frontier.of(this).walk(cell, controlled);
      return saved().resume(cell, controlled);
    } catch (BadToken | BadSearch | ReplayMismatch e) {
      throw new BadFile("it is damaged: " + e.getMessage());
    }
  }

  private SavedSearch saved() {
    final List<SavedSighting> sightings =
        shown.stream().map(KeptSighting::saved).toList();
    return new SavedSearch(
        2, model, scenario, design, strategy, seed, begun, schedules, missed, missing, cut,
        frontier, sightings);
  }
}
