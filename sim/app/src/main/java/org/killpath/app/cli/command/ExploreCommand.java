package org.killpath.app.cli.command;

import java.util.concurrent.Callable;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.app.cli.option.Forms;
import org.killpath.app.cli.option.FrontierOptions;
import org.killpath.app.cli.option.KernelOption;
import org.killpath.app.cli.option.OrderingFiles;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.RunOptions;
import org.killpath.app.cli.option.Runs;
import org.killpath.app.cli.option.Session;
import org.killpath.app.report.table.CellReport;
import org.killpath.app.report.table.ResultsCsv;
import org.killpath.app.report.table.ResultsJson;
import org.killpath.engine.explore.Exploration;
import org.killpath.engine.explore.Result;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code killpath explore SCENARIO DESIGN}. */
@Command(
    name = "explore",
    description = "Explores one ordering under one design: what it shows how often, and why, with"
        + " a token to replay each.",
    mixinStandardHelpOptions = true)
public final class ExploreCommand implements Callable<Integer> {
  /** What there is to write about. */
  private record Explored(Runs runs, Expectations expectations) {
    Result<Cell> result() {
      return runs.results().get(0);
    }

    CellReport report() {
      return new CellReport(result(), expectations.objection(result()), runs.warning());
    }
  }

  private static final Forms<Explored> FORMS = Forms.<Explored>of("explore")
      .document(explored -> explored.report().document())
      .with("csv", explored -> ResultsCsv.ofCells(explored.runs().results()))
      .with(
          "json",
          explored -> ResultsJson.ofCells(
              explored.runs().results(),
              explored.expectations(),
              explored.runs().warning()))
      .with("html", explored -> Pages.of(explored.runs(), explored.expectations()))
      .with("svg", explored -> Pages.picture(explored.result()));

  private static final long USUAL_SCHEDULES = 1000;

  @ParentCommand
  private Session session;

  @Mixin
  private RunOptions run;

  @Mixin
  private FrontierOptions frontier;

  @Mixin
  private OrderingFiles files;

  @Mixin
  private KernelOption kernel;

  @Mixin
  private final OutputOptions output = new OutputOptions(FORMS);

  @Parameters(
      index = "0",
      paramLabel = "SCENARIO",
      description = "The ordering: its id, see list, or the name of its file.")
  private String scenario;

  @Parameters(index = "1", paramLabel = "DESIGN", description = "The design; see list.")
  private String design;

  @Override
  public Integer call() {
    final Printer<Explored> printer = output.printer(FORMS, session.terminal());
    final Catalogue catalogue = session.catalogue();
    files.in(catalogue);
    final Cell cell =
        new Cell(catalogue.scenario(scenario), kernel.in(catalogue, catalogue.design(design)));
    final Expectations expectations = Expectations.load();
    final Exploration<Cell> exploration = frontier.begin(cell, run, catalogue);
    final Runs found = Runs.goOn(session, run, exploration, USUAL_SCHEDULES);
    frontier.keep(exploration, session);
    final Runs runs = found.shrunk();
    printer.print(new Explored(runs, expectations));
    runs.warn(session, printer);
    return runs.status(expectations);
  }
}
