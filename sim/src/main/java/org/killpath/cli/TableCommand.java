package org.killpath.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.killpath.explore.CellResult;
import org.killpath.explore.Expectation;
import org.killpath.explore.Expectations;
import org.killpath.report.OutcomeTable;
import org.killpath.report.ResultsCsv;
import org.killpath.report.ResultsJson;
import org.killpath.report.TableCell;
import org.killpath.report.page.GridImage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code killpath table}. */
@Command(
    name = "table",
    description = "Prints the outcome table: orderings down, designs across.",
    mixinStandardHelpOptions = true)
final class TableCommand implements Callable<Integer> {
  /** So that a bare table takes less than a minute on two cores. */
  private static final long USUAL_SCHEDULES = 200;

  @ParentCommand
  private Killpath killpath;

  @Mixin
  private RunOptions run;

  @Mixin
  private OutputOptions output;

  @Option(
      names = "--scenarios",
      paramLabel = "ID",
      split = ",",
      description = "Only these rows (default: all).")
  private List<String> scenarios = new ArrayList<>();

  @Option(
      names = "--designs",
      paramLabel = "ID",
      split = ",",
      description = "Only these columns (default: all).")
  private List<String> designs = new ArrayList<>();

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
      return new GroundTruthRun(killpath, run).print(output, scenarios, designs);
    }
    final Format format = output.format(
        Format.TEXT,
        Format.MARKDOWN,
        Format.CSV,
        Format.JSON,
        Format.HTML,
        Format.SVG,
        Format.EXPECTATIONS);
    final OutputOptions.Destination destination = output.open();
    final var cells = killpath.catalogue().cells(scenarios, designs);
    final Expectations expectations = Expectations.load();
    final Runs runs = Runs.explore(killpath, run, cells, USUAL_SCHEDULES);
    destination.write(
        switch (format) {
          case TEXT -> table(runs, expectations).text(output.width(killpath.terminal()));
          case MARKDOWN -> table(runs, expectations).markdown();
          case CSV -> ResultsCsv.ofCells(runs.results());
          case JSON -> ResultsJson.ofCells(runs.results(), expectations, runs.warning());
          case HTML -> Pages.of(runs, expectations);
          case SVG -> GridImage.svg(table(runs, expectations));
          case EXPECTATIONS, PERFETTO -> expectations(runs.results(), expectations);
        });
    runs.warn(killpath, format);
    return runs.status(expectations);
  }

  private static OutcomeTable table(Runs runs, Expectations expectations) {
    final List<TableCell> cells = new ArrayList<>();
    for (CellResult result : runs.results()) {
      cells.add(TableCell.of(result, expectations.objection(result)));
    }
    return new OutcomeTable(cells, runs.warning());
  }

  /** What this run would have the file of expected outcomes say: to be read, not believed. */
  private String expectations(List<CellResult> results, Expectations present) {
    final StringBuilder file = new StringBuilder(Expectations.HEADER).append('\n');
    for (CellResult result : results) {
      final Expectation suggested = Expectation.suggestedBy(result);
      final Expectation line = widen
          ? present.of(result.cell()).map(said -> said.widenedBy(result)).orElse(suggested)
          : suggested;
      file.append(Expectations.line(result.cell(), line)).append('\n');
    }
    return file.toString();
  }
}
