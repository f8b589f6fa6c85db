package org.killpath.app.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.explore.Exploration;
import org.killpath.engine.explore.SavedSearch;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.Systematic;
import org.killpath.lab.campaign.KeptSearch;
import org.killpath.lab.campaign.code.OwnClass;
import org.killpath.lab.campaign.file.Reason;
import org.killpath.lab.campaign.file.TargetFile;
import org.killpath.lab.cell.Cell;
import picocli.CommandLine.Option;

/** A search that goes on where an earlier one was stopped. */
public final class FrontierOptions {
  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "If the search stops before its end, write what is left to this file.")
  private Optional<Path> save = Optional.empty();

  @Option(
      names = "--continue",
      paramLabel = "FILE",
      description = "Go on where the search stopped that wrote this file. --schedules and --time"
          + " count from there, all results from its beginning.")
  private Optional<Path> continued = Optional.empty();

  private Optional<TargetFile> target = Optional.empty();

  /** What to explore: something new, or what was saved. */
  public Exploration<Cell> begin(Cell cell, RunOptions run, Catalogue catalogue) {
    target = save.map(name -> UserFile.write(name, TargetFile::at));
    if (continued.isPresent()) {
      final KeptSearch kept = UserFile.use(continued.get(), KeptSearch.FORM::read);
      run.goOnWith(kept.strategy());
      return UserFile.use(continued.get(), name -> resumed(kept, cell, catalogue));
    }
    final long seed = cell.seed(run.seed());
    if (save.isPresent() && !(run.strategies().apply(seed) instanceof Systematic)) {
      throw new BadInput(
          "--save needs a strategy that goes through schedules one by one, such as dpor");
    }
    return new Exploration<>(cell, run.strategies().apply(seed), run.seed());
  }

  private static Exploration<Cell> resumed(KeptSearch kept, Cell cell, Catalogue catalogue) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      return kept.resume(cell, catalogue.own(List.of(cell), kept.strategy()), controlled);
    }
  }

  /** Writes what is left, if that was asked for and something is. */
  public void keep(Exploration<Cell> exploration, Session session) {
    if (target.isEmpty()) {
      return;
    }
    final Optional<SavedSearch> left = exploration.saved();
    if (left.isEmpty()) {
      session.say("the search is over; nothing was written to " + save.orElseThrow());
      return;
    }
    try {
      final Cell cell = exploration.subject();
      final List<OwnClass> own =
          session.catalogue().own(List.of(cell), left.get().strategy());
      target.get().write(KeptSearch.FORM.text(KeptSearch.of(cell, left.get(), own)));
    } catch (IOException e) {
      session.lost(
          "what is left of the search was not kept in " + save.orElseThrow() + ": " + Reason.of(e));
    }
  }
}
