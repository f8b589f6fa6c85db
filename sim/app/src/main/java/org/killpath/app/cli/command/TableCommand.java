package org.killpath.app.cli.command;

import java.util.concurrent.Callable;
import org.killpath.app.cli.option.BadInput;
import org.killpath.app.cli.option.CampaignOptions;
import org.killpath.app.cli.option.CellOptions;
import org.killpath.app.cli.option.KernelOption;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.RunOptions;
import org.killpath.app.cli.option.Runs;
import org.killpath.app.cli.option.Session;
import org.killpath.lab.cell.Budget;
import org.killpath.lab.cell.Expectations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code killpath table}. */
@Command(
    name = "table",
    description = "Prints the outcome table: orderings down, designs across.",
    mixinStandardHelpOptions = true)
public final class TableCommand implements Callable<Integer> {
  /** So that a bare table takes less than a minute on two cores. */
  private static final Budget USUAL = Budget.ofSchedules(200).withStaged(50);

  @ParentCommand
  private Session session;

  @Mixin
  private RunOptions run;

  @Mixin
  private CampaignOptions campaign;

  @Mixin
  private final OutputOptions output = new OutputOptions(TableForm.FORMS, GroundTruthRun.FORMS);

  @Mixin
  private CellOptions which;

  @Mixin
  private KernelOption kernel;

  @Option(
      names = "--ground-truth",
      description = "Compare with what real kernels showed, cell by cell, and predict what was not"
          + " measured there.")
  private boolean groundTruth;

  /** For rare outcomes that only another strategy or seed has shown. */
  @Option(
      names = "--widen",
      hidden = true,
      description = "With --format expectations: keep what the present file says, and add what"
          + " this run shows to what cells may show.")
  private boolean widen;

  @Override
  public Integer call() {
    if (groundTruth) {
      if (campaign.areUsed()) {
        throw new BadInput("--ground-truth is run in one piece: leave out --shard and --resume");
      }
      return new GroundTruthRun(session, run).print(output, which, kernel);
    }
    final TableForm form = new TableForm(session, output);
    final Expectations expectations = Expectations.load();
    final Runs runs =
        campaign.explore(session, run, kernel.in(session.catalogue(), which.of(session)), USUAL);
    form.print(runs, expectations, widen);
    return runs.status(expectations);
  }
}
