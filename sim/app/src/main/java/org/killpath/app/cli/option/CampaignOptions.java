package org.killpath.app.cli.option;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.killpath.app.cli.Killpath;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Explorer.Progress;
import org.killpath.engine.search.Result;
import org.killpath.lab.campaign.Campaign;
import org.killpath.lab.campaign.CampaignFile;
import org.killpath.lab.campaign.Shard;
import org.killpath.lab.cell.Budget;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.ModelVersion;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Long runs: in parts, and with what is finished kept in a file. */
public final class CampaignOptions {
  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "Only the I-th of N equal parts, for as many machines; see merge.",
      converter = ShardConverter.class)
  private Shard shard = Shard.WHOLE;

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description = "Keep finished cells in this file, and go on from what is in it.")
  private Optional<Path> file = Optional.empty();

  /** Is the run to be split, or kept? */
  public boolean areUsed() {
    return file.isPresent() || shard.of() > 1;
  }

  /** Explores what is not finished yet, of this part of {@code all}. */
  public Runs explore(Killpath killpath, RunOptions run, List<Cell> all, Budget usual) {
    final List<Cell> cells = shard.partOf(all);
    if (cells.isEmpty()) {
      throw new BadInput("there are only " + all.size() + " cells for " + shard.of() + " shards");
    }
    if (file.isEmpty()) {
      return Runs.explore(killpath, run, cells, usual, Progress.none());
    }
    final Campaign campaign = campaign(run, all, usual);
    final Optional<CampaignFile> before = read(file.get());
    before.ifPresent(found -> checkSame(found, campaign));
    final Map<Cell, Result<Cell>> finished =
        before.map(found -> restore(found, cells)).orElse(Map.of());
    final List<Cell> rest =
        cells.stream().filter(cell -> !finished.containsKey(cell)).toList();
    try (Checkpoint checkpoint = new Checkpoint(
        killpath,
        AtomicFile.at(file.get()),
        campaign,
        shard,
        before.map(CampaignFile::cells).orElse(List.of()))) {
      final Runs more = Runs.explore(killpath, run, rest, usual, checkpoint);
      final List<Result<Cell>> results = new ArrayList<>(cells.size());
      int next = 0;
      for (Cell cell : cells) {
        final Result<Cell> kept = finished.get(cell);
        results.add(kept == null ? more.results().get(next++) : kept);
      }
      return new Runs(results, more.warning());
    }
  }

  private void checkSame(CampaignFile found, Campaign campaign) {
    found.campaign().difference(campaign).ifPresent(difference -> {
      throw new BadInput(file.orElseThrow() + " is of another campaign: " + difference);
    });
    if (!found.shard().equals(shard.toString())) {
      throw new BadInput(
          file.orElseThrow() + " is of shard " + found.shard() + ", and not of " + shard);
    }
  }

  private static Campaign campaign(RunOptions run, List<Cell> all, Budget usual) {
    return new Campaign(
        Killpath.version(),
        ModelVersion.CURRENT,
        run.strategies().apply(run.seed()).name(),
        run.seed(),
        run.budget(usual).toString(),
        all.stream().map(cell -> cell.scenario().id()).distinct().toList(),
        all.stream().map(cell -> cell.design().id()).distinct().toList());
  }

  /** What a run has left behind; nothing if there is no such file yet. */
  public static Optional<CampaignFile> read(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(CampaignFile.read(Files.readString(file, StandardCharsets.UTF_8)))
          : Optional.empty();
    } catch (MalformedInputException e) {
      throw new BadInput("cannot read " + file + ": it is no campaign file");
    } catch (IOException | IllegalArgumentException e) {
      throw new BadInput("cannot read " + file + ": " + e.getMessage());
    }
  }

  /** The results that {@code found} has of {@code cells}. */
  public static Map<Cell, Result<Cell>> restore(CampaignFile found, List<Cell> cells) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      return found.restore(cells, controlled);
    }
  }

  /** Reads {@code 2/5}. */
  static final class ShardConverter implements ITypeConverter<Shard> {
    @Override
    public Shard convert(String text) {
      try {
        return Shard.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
