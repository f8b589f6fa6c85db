package org.killpath.app.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.killpath.app.cli.Killpath;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Exploration;
import org.killpath.engine.search.SavedSearch;
import org.killpath.engine.strategy.Systematic;
import org.killpath.lab.campaign.SearchFile;
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

  private Optional<AtomicFile> target = Optional.empty();

  /** What to explore: something new, or what was saved. */
  public Exploration<Cell> begin(Cell cell, RunOptions run) {
    target = save.map(AtomicFile::at);
    if (continued.isPresent()) {
      final SearchFile saved = SearchFile.parse(read(continued.get()));
      run.goOnWith(saved.strategy());
      try (Controlled controlled = new Controlled(Carriers.best())) {
        return Exploration.resumed(
            saved.searchOf(cell), cell, run.strategies().apply(saved.seed()), controlled);
      }
    }
    final long seed = cell.seed(run.seed());
    if (save.isPresent() && !(run.strategies().apply(seed) instanceof Systematic)) {
      throw new BadInput(
          "--save needs a strategy that goes through schedules one by one, such as" + " dpor");
    }
    return new Exploration<>(cell, run.strategies().apply(seed), run.seed());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new BadInput("cannot read " + file + ": " + e.getMessage());
    }
  }

  /** Writes what is left, if that was asked for and something is. */
  public void keep(Exploration<Cell> exploration, Killpath killpath) {
    if (target.isEmpty()) {
      return;
    }
    final Optional<SavedSearch> left = exploration.saved();
    if (left.isEmpty()) {
      killpath.say("the search is over; nothing was written to " + save.orElseThrow());
      return;
    }
    try {
      target.get().write(SearchFile.of(exploration.subject(), left.get()).text());
    } catch (IOException e) {
      killpath.say("what is left of the search was not kept: " + e.getMessage());
    }
  }
}
