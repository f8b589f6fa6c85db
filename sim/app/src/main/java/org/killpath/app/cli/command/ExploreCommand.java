package org.killpath.app.cli.command;

import java.util.concurrent.Callable;
import org.killpath.app.cli.Killpath;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.app.cli.option.Format;
import org.killpath.app.cli.option.FrontierOptions;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.RunOptions;
import org.killpath.app.cli.option.Runs;
import org.killpath.app.report.table.CellReport;
import org.killpath.app.report.table.ResultsCsv;
import org.killpath.app.report.table.ResultsJson;
import org.killpath.engine.search.Exploration;
import org.killpath.engine.search.Result;
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
  private static final long USUAL_SCHEDULES = 1000;

  @ParentCommand
  private Killpath killpath;

  @Mixin
  private RunOptions run;

  @Mixin
  private FrontierOptions frontier;

  @Mixin
  private OutputOptions output;

  @Parameters(index = "0", paramLabel = "SCENARIO", description = "The ordering; see list.")
  private String scenario;

  @Parameters(index = "1", paramLabel = "DESIGN", description = "The design; see list.")
  private String design;

  @Override
  public Integer call() {
    final Format format = output.format(
        Format.TEXT, Format.MARKDOWN, Format.CSV, Format.JSON, Format.HTML, Format.SVG);
    final OutputOptions.Destination destination = output.open();
    final Catalogue catalogue = killpath.catalogue();
    final Cell cell = new Cell(catalogue.scenario(scenario), catalogue.design(design));
    final Expectations expectations = Expectations.load();
    final Exploration<Cell> exploration = frontier.begin(cell, run);
    final Runs found = Runs.goOn(killpath, run, exploration, USUAL_SCHEDULES);
    frontier.keep(exploration, killpath);
    final Runs runs = found.shrunk();
    final Result<Cell> result = runs.results().get(0);
    final CellReport report =
        new CellReport(result, expectations.objection(result), runs.warning());
    destination.write(
        switch (format) {
          case MARKDOWN -> report.markdown();
          case CSV -> ResultsCsv.ofCells(runs.results());
          case JSON -> ResultsJson.ofCells(runs.results(), expectations, runs.warning());
          case HTML -> Pages.of(runs, expectations);
          case SVG -> Pages.picture(result);
          default -> report.text(output.width(killpath.terminal()));
        });
    runs.warn(killpath, format);
    return runs.status(expectations);
  }
}
