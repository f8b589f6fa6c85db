package org.killpath.app.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.killpath.engine.explore.Exploration;
import org.killpath.engine.explore.SavedSearch;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.Strategy;
import org.killpath.engine.strategy.Systematic;
import org.killpath.lab.campaign.KeptSearch;
import org.killpath.lab.campaign.code.OwnClass;
import org.killpath.lab.campaign.file.Reason;
import org.killpath.lab.campaign.file.TargetFile;
import org.killpath.lab.cell.Cell;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A search that goes on where an earlier one was stopped. */
public final class FrontierOptions {
  private static final String SAVE = "--save";
  private static final String CONTINUE = "--continue";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = SAVE,
      paramLabel = "FILE",
      description = "If the search stops before its end, write what is left to this file.")
  private Optional<Path> save = Optional.empty();

  @Option(
      names = CONTINUE,
      paramLabel = "FILE",
      description = "Go on where the search stopped that wrote this file. --schedules and --time"
          + " count from there, all results from its beginning.")
  private Optional<Path> continued = Optional.empty();

  private Optional<TargetFile> target = Optional.empty();

  /** What is written down with the search: as it was when that began, before there is anything to lose. */
  private List<OwnClass> own = List.of();

  /** What to explore: something new, or what was saved. */
  public Exploration<Cell> begin(Cell cell, RunOptions run, Catalogue catalogue) {
    target = save.map(name -> UserFile.write(name, TargetFile::at));
    target.ifPresent(file ->
        new NamedFiles(command, Set.of(SAVE, CONTINUE)).spare(file, SAVE, save.orElseThrow()));
    if (continued.isPresent()) {
      final KeptSearch kept = UserFile.use(continued.get(), KeptSearch.FORM::read);
      run.goOnWith(kept.strategy());
      own = catalogue.own(List.of(cell), kept.strategy());
      return UserFile.use(continued.get(), name -> resumed(kept, cell));
    }
    final long seed = cell.seed(run.seed());
    final Strategy strategy = run.strategies().apply(seed);
    if (save.isPresent()) {
      if (!(strategy instanceof Systematic)) {
        throw new BadInput(
            "--save needs a strategy that goes through schedules one by one, such as dpor");
      }
      own = catalogue.own(List.of(cell), strategy.name());
    }
    return new Exploration<>(cell, strategy, run.seed());
  }

  private Exploration<Cell> resumed(KeptSearch kept, Cell cell) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      return kept.resume(cell, own, controlled);
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
      target
          .get()
          .write(KeptSearch.FORM.text(KeptSearch.of(exploration.subject(), left.get(), own)));
    } catch (IOException e) {
      session.lost(
          "what is left of the search was not kept in " + save.orElseThrow() + ": " + Reason.of(e));
    }
  }
}
