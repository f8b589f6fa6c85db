package org.killpath.app.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.explore.Explorer.Progress;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.campaign.Asked;
import org.killpath.lab.campaign.Campaign;
import org.killpath.lab.campaign.KeptCampaign;
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
  public Runs explore(Session session, RunOptions run, List<Cell> all, Budget usual) {
    if (all.size() < shard.of()) {
      throw new BadInput(
          (all.size() == 1 ? "there is only 1 cell" : "there are only " + all.size() + " cells")
              + " for " + shard.of() + " shards");
    }
    final List<Cell> cells = shard.partOf(all);
    if (file.isEmpty()) {
      return Runs.explore(session, run, cells, usual, Progress.none());
    }
    final KeptCampaign kept = open(file.get(), campaign(session.catalogue(), run, all, usual), all);
    try (kept) {
      return Runs.of(
          session,
          kept.with(Runs.explore(session, run, kept.rest(), usual, kept).results()));
    } finally {
      kept.lost()
          .ifPresent(
              why -> session.lost("what is finished was not kept in " + file.get() + ": " + why));
    }
  }

  private KeptCampaign open(Path name, Campaign campaign, List<Cell> all) {
    return UserFile.use(name, path -> {
      try (Controlled controlled = new Controlled(Carriers.best())) {
        return KeptCampaign.open(path, campaign, shard, all, controlled);
      }
    });
  }

  private static Campaign campaign(
      Catalogue catalogue, RunOptions run, List<Cell> all, Budget usual) {
    final String strategy = run.strategies().apply(run.seed()).name();
    return new Campaign(
        Session.version(),
        ModelVersion.CURRENT,
        strategy,
        run.seed(),
        Asked.of(run.budget(usual)),
        all.stream().map(cell -> cell.scenario().key()).distinct().toList(),
        all.stream().map(cell -> cell.design().id()).distinct().toList(),
        catalogue.own(all, strategy));
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
