package org.killpath.lab.campaign;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.killpath.engine.explore.BadSearch;
import org.killpath.engine.explore.Exploration;
import org.killpath.engine.explore.SavedSearch;
import org.killpath.engine.explore.SavedSighting;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.search.BadToken;
import org.killpath.engine.search.Strategies;
import org.killpath.engine.strategy.ReplayMismatch;
import org.killpath.engine.strategy.Strategy;
import org.killpath.lab.campaign.code.OwnClass;
import org.killpath.lab.campaign.file.BadFile;
import org.killpath.lab.campaign.file.KeptFile;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.ModelVersion;

/**
 * A search of one cell that was stopped before its end, written down: what is left to try, and what
 * it has come to.
 *
 * @param model which model it searched: in another one the frontier means nothing
 * @param own the classes of somebody else's among cell and strategy
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
    List<OwnClass> own,
    long begun,
    long schedules,
    long missed,
    String missing,
    long cut,
    List<Long> frontier,
    List<KeptSighting> shown)
    implements KeptFile.Body {
  /** How it is written and read. */
  public static final KeptFile<KeptSearch> FORM = new KeptFile<>("search", 4, KeptSearch.class);

  public KeptSearch {
    Objects.requireNonNull(scenario);
    Objects.requireNonNull(design);
    Objects.requireNonNull(strategy);
    Objects.requireNonNull(missing);
    own = List.copyOf(own);
    frontier = List.copyOf(frontier);
    shown = List.copyOf(shown);
  }

  /** That of {@code search}, which was of {@code cell}, and had to do with these classes. */
  public static KeptSearch of(Cell cell, SavedSearch search, List<OwnClass> own) {
    return new KeptSearch(
        ModelVersion.CURRENT,
        cell.scenario().key(),
        cell.design().id(),
        search.strategy(),
        search.seed(),
        own,
        search.begun(),
        search.schedules(),
        search.missed(),
        search.missing().orElse(""),
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
    if (Strategies.all().byName(strategy, seed).isEmpty()) {
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
   * @param present what {@code own} would be of a search that begins now
   * @throws BadFile if it is of another cell or of other classes, or something is not what a search leaves behind
   */
  public Exploration<Cell> resume(Cell cell, List<OwnClass> present, Controlled controlled) {
    if (!cell.scenario().key().equals(scenario) || !cell.design().id().equals(design)) {
      throw new BadFile("it is of " + scenario + " x " + design + ", not of " + cell);
    }
    OwnClass.difference(own, present).ifPresent(difference -> {
      throw new BadFile("it is of another search: " + difference);
    });
    try {
      KeptSighting.restore(shown, cell, controlled);
      Frontier.of(this).walk(cell, controlled);
      final Strategy fresh = Strategies.all().byName(strategy, seed).orElseThrow();
      return Exploration.resumed(saved(cell), cell, fresh, controlled);
    } catch (BadToken | BadSearch | ReplayMismatch e) {
      throw new BadFile("it is damaged: " + e.getMessage());
    }
  }

  private SavedSearch saved(Cell cell) {
    final List<SavedSighting> sightings =
        shown.stream().map(KeptSighting::saved).toList();
    return new SavedSearch(
        cell.id(),
        strategy,
        seed,
        begun,
        schedules,
        missed,
        Optional.of(missing).filter(words -> !words.isEmpty()),
        cut,
        frontier,
        sightings);
  }
}
