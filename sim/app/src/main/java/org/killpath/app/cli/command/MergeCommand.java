package org.killpath.app.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.killpath.app.cli.Killpath;
import org.killpath.app.cli.option.BadInput;
import org.killpath.app.cli.option.CampaignOptions;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Runs;
import org.killpath.engine.search.Result;
import org.killpath.lab.campaign.CampaignFile;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectations;
import org.killpath.lab.cell.ModelVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code killpath merge}. */
@Command(
    name = "merge",
    description = "Puts the shards of a campaign together, and prints the table that one machine"
        + " would have printed.",
    mixinStandardHelpOptions = true)
public final class MergeCommand implements Callable<Integer> {
  @ParentCommand
  private Killpath killpath;

  @Mixin
  private OutputOptions output;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "What table --shard I/N --resume FILE has written, all of the N.")
  private List<Path> files;

  @Override
  public Integer call() {
    final TableForm form = new TableForm(killpath, output);
    final CampaignFile merged;
    try {
      merged = CampaignFile.merge(files.stream().map(MergeCommand::read).toList());
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage());
    }
    checkIsOurs(merged);
    final List<Cell> cells = killpath
        .catalogue()
        .cells(merged.campaign().scenarios(), merged.campaign().designs());
    final Map<Cell, Result<Cell>> results = CampaignOptions.restore(merged, cells);
    for (Cell cell : cells) {
      if (!results.containsKey(cell)) {
        throw new BadInput("the shards are not complete: " + cell + " is not finished");
      }
    }
    final Runs runs = new Runs(cells.stream().map(results::get).toList(), Optional.empty());
    form.print(runs, Expectations.load());
    return runs.status(Expectations.load());
  }

  private static CampaignFile read(Path file) {
    return CampaignOptions.read(file).orElseThrow(() -> new BadInput("there is no file " + file));
  }

  private static void checkIsOurs(CampaignFile merged) {
    final String version = merged.campaign().version();
    final int model = merged.campaign().model();
    if (!version.equals(Killpath.version()) || model != ModelVersion.CURRENT) {
      throw new BadInput("the shards were made by " + version + ", model " + model + "; this is "
          + Killpath.version() + ", model " + ModelVersion.CURRENT);
    }
  }
}
