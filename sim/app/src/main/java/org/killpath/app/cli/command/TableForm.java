package org.killpath.app.cli.command;

import java.util.List;
import org.killpath.app.cli.Killpath;
import org.killpath.app.cli.option.Format;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Runs;
import org.killpath.app.report.page.GridImage;
import org.killpath.app.report.table.ResultsCsv;
import org.killpath.app.report.table.ResultsJson;
import org.killpath.engine.search.Result;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectation;
import org.killpath.lab.cell.Expectations;
import org.killpath.lab.table.OutcomeTable;

/** An outcome table in the form that was asked for, written to where it was asked for. */
final class TableForm {
  private final Killpath killpath;
  private final OutputOptions output;
  private final Format format;
  private final OutputOptions.Destination destination;

  /** Makes sure, before any work is done, that the result can be written. */
  TableForm(Killpath killpath, OutputOptions output) {
    this.killpath = killpath;
    this.output = output;
    this.format = output.format(
        Format.TEXT,
        Format.MARKDOWN,
        Format.CSV,
        Format.JSON,
        Format.HTML,
        Format.SVG,
        Format.EXPECTATIONS);
    this.destination = output.open();
  }

  void print(Runs runs, Expectations expectations) {
    print(runs, expectations, false);
  }

  /** If {@code widen}, what is expected today stays so. */
  void print(Runs runs, Expectations expectations, boolean widen) {
    destination.write(
        switch (format) {
          case TEXT -> table(runs, expectations).text(output.width(killpath.terminal()));
          case MARKDOWN -> table(runs, expectations).markdown();
          case CSV -> ResultsCsv.ofCells(runs.results());
          case JSON -> ResultsJson.ofCells(runs.results(), expectations, runs.warning());
          case HTML -> Pages.of(runs, expectations);
          case SVG -> GridImage.svg(table(runs, expectations));
          case EXPECTATIONS, PERFETTO -> expectations(runs.results(), expectations, widen);
        });
    runs.warn(killpath, format);
  }

  private static OutcomeTable table(Runs runs, Expectations expectations) {
    return OutcomeTable.of(runs.results(), expectations::objection, runs.warning());
  }

  /** What this run would have the file of expected outcomes say: to be read, not believed. */
  private static String expectations(
      List<Result<Cell>> results, Expectations present, boolean widen) {
    final StringBuilder file = new StringBuilder(Expectations.HEADER).append('\n');
    for (Result<Cell> result : results) {
      final Expectation suggested = Expectation.suggestedBy(result);
      final Expectation line = widen
          ? present.of(result.subject()).map(said -> said.widenedBy(result)).orElse(suggested)
          : suggested;
      file.append(Expectations.line(result.subject(), line)).append('\n');
    }
    return file.toString();
  }
}
