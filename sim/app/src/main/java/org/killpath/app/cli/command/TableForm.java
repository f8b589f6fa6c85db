package org.killpath.app.cli.command;

import org.killpath.app.cli.option.Forms;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.Runs;
import org.killpath.app.cli.option.Session;
import org.killpath.app.report.page.GridImage;
import org.killpath.app.report.table.ResultsCsv;
import org.killpath.app.report.table.ResultsJson;
import org.killpath.engine.explore.Result;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectation;
import org.killpath.lab.cell.Expectations;
import org.killpath.lab.table.OutcomeTable;

/** An outcome table in the form that was asked for, written to where it was asked for. */
final class TableForm {
  /**
   * What there is to write about.
   *
   * @param widen does what is expected today stay so?
   */
  private record Ran(Runs runs, Expectations expectations, boolean widen) {
    OutcomeTable table() {
      return OutcomeTable.of(runs.results(), expectations::objection, runs.warning());
    }
  }

  static final Forms<Ran> FORMS = Forms.<Ran>of("table")
      .document(ran -> ran.table().document())
      .with("csv", ran -> ResultsCsv.ofCells(ran.runs().results()))
      .with(
          "json",
          ran -> ResultsJson.ofCells(
              ran.runs().results(), ran.expectations(), ran.runs().warning()))
      .with("html", ran -> Pages.of(ran.runs(), ran.expectations()))
      .with("svg", ran -> GridImage.svg(ran.table()))
      .hidden("expectations", TableForm::expectations);

  private final Session session;
  private final Printer<Ran> printer;

  /** Makes sure, before any work is done, that the result can be written. */
  TableForm(Session session, OutputOptions output) {
    this.session = session;
    this.printer = output.printer(FORMS, session.terminal());
  }

  void print(Runs runs, Expectations expectations) {
    print(runs, expectations, false);
  }

  /** If {@code widen}, what is expected today stays so. */
  void print(Runs runs, Expectations expectations, boolean widen) {
    printer.print(new Ran(runs, expectations, widen));
    runs.warn(session, printer);
  }

  /** What this run would have the file of expected outcomes say: to be read, not believed. */
  private static String expectations(Ran ran) {
    final StringBuilder file = new StringBuilder(Expectations.HEADER).append('\n');
    for (Result<Cell> result : ran.runs().results()) {
      final Expectation suggested = Expectation.suggestedBy(result);
      final Expectation line = ran.widen()
          ? ran.expectations()
              .of(result.subject())
              .map(said -> said.widenedBy(result))
              .orElse(suggested)
          : suggested;
      file.append(Expectations.line(result.subject(), line)).append('\n');
    }
    return file.toString();
  }
}
