package org.killpath.app.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.killpath.app.cli.option.BadInput;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.app.cli.option.OrderingFiles;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Runs;
import org.killpath.app.cli.option.Session;
import org.killpath.app.cli.option.UserFile;
import org.killpath.engine.explore.Result;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.campaign.Campaign;
import org.killpath.lab.campaign.CampaignFile;
import org.killpath.lab.campaign.code.OwnClass;
import org.killpath.lab.campaign.file.BadFile;
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
  private Session session;

  @Mixin
  private OrderingFiles orderings;

  @Mixin
  private final OutputOptions output = new OutputOptions(TableForm.FORMS);

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "What table --shard I/N --resume FILE has written, all of the N.")
  private List<Path> files;

  @Override
  public Integer call() {
    final TableForm form = new TableForm(session, output);
    final CampaignFile merged;
    final Map<Cell, Result<Cell>> results;
    final List<Cell> cells;
    try (Controlled controlled = new Controlled(Carriers.best())) {
      merged = CampaignFile.merge(files.stream()
          .map(file -> UserFile.use(file, CampaignFile.FORM::read))
          .toList());
      checkIsOurs(merged);
      final Catalogue catalogue = session.catalogue();
      orderings.in(catalogue);
      cells = catalogue.cells(merged.campaign().scenarios(), merged.campaign().designs());
      checkHasNotChanged(
          merged.campaign(), catalogue.own(cells, merged.campaign().strategy()));
      results = merged.restore(cells, controlled);
    } catch (BadFile e) {
      throw new BadInput("cannot merge: " + e.getMessage());
    }
    for (Cell cell : cells) {
      if (!results.containsKey(cell)) {
        throw new BadInput("the shards are not complete: " + cell + " is not finished");
      }
    }
    final Runs runs = new Runs(cells.stream().map(results::get).toList(), Optional.empty());
    form.print(runs, Expectations.load());
    return runs.status(Expectations.load());
  }

  private static void checkHasNotChanged(Campaign merged, List<OwnClass> present) {
    OwnClass.difference(merged.own(), present).ifPresent(difference -> {
      throw new BadInput("the shards are of another campaign: " + difference);
    });
  }

  private static void checkIsOurs(CampaignFile merged) {
    final String version = merged.campaign().version();
    final int model = merged.campaign().model();
    if (!version.equals(Session.version()) || model != ModelVersion.CURRENT) {
      throw new BadInput("the shards were made by " + version + ", model " + model + "; this is "
          + Session.version() + ", model " + ModelVersion.CURRENT);
    }
  }
}
