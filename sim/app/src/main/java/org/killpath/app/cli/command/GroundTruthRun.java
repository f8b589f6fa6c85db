package org.killpath.app.cli.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.killpath.app.cli.option.CellOptions;
import org.killpath.app.cli.option.Forms;
import org.killpath.app.cli.option.KernelOption;
import org.killpath.app.cli.option.OutputOptions;
import org.killpath.app.cli.option.Printer;
import org.killpath.app.cli.option.RunOptions;
import org.killpath.app.cli.option.Runs;
import org.killpath.app.cli.option.Session;
import org.killpath.app.report.table.GroundTruthTable;
import org.killpath.engine.explore.Result;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.truth.Compared;
import org.killpath.lab.truth.GroundTruth;
import org.killpath.lab.truth.Measurement;

/** {@code killpath table --ground-truth}: the model beside real kernels. */
final class GroundTruthRun {
  static final Forms<GroundTruthTable> FORMS = Forms.<GroundTruthTable>of("table --ground-truth")
      .document(GroundTruthTable::document)
      .with("csv", GroundTruthTable::csv)
      .with("json", GroundTruthTable::json);

  private static final long USUAL_SCHEDULES = 300;

  private final Session session;
  private final RunOptions run;

  GroundTruthRun(Session session, RunOptions run) {
    this.session = session;
    this.run = run;
  }

  /**
   * Everything that was staged on a real kernel, and whatever else is staged here; unless rows or
   * columns are named.
   */
  int print(OutputOptions output, CellOptions which, KernelOption kernel) {
    final Printer<GroundTruthTable> printer = output.printer(FORMS, session.terminal());
    final GroundTruth truth = GroundTruth.load();
    final List<Cell> cells =
        kernel.in(session.catalogue(), which.of(session, staged(truth), truth.designs()));
    final Runs runs = Runs.explore(session, run, cells, USUAL_SCHEDULES);
    final List<Compared> compared = runs.results().stream()
        .map(result -> Compared.of(result, measured(truth, result.subject())))
        .toList();
    printer.print(new GroundTruthTable(compared, method(runs.results()), runs.warning()));
    runs.warn(session, printer);
    return runs.status(compared.stream().allMatch(cell -> cell.differences().isEmpty()));
  }

  private Set<String> staged(GroundTruth truth) {
    final Set<String> staged = new LinkedHashSet<>(truth.scenarios());
    session.catalogue().scenarios().stream()
        .filter(Scenario::isStaged)
        .map(Scenario::id)
        .forEach(staged::add);
    return staged;
  }

  /** What was measured of that cell, in the kernel version that it is of if it is of one. */
  private static Optional<Measurement> measured(GroundTruth truth, Cell cell) {
    final String scenario = cell.scenario().id();
    if (!(cell.design() instanceof EditedDesign design)) {
      return truth.find(scenario, cell.design().id());
    }
    return truth
        .find(scenario, design.plainId())
        .filter(row -> design.version().isEmpty()
            || row.kernels().stream().anyMatch(design.version().get()::covers));
  }

  private static String method(List<Result<Cell>> results) {
    final long most = results.stream().mapToLong(Result::schedules).max().orElse(0);
    final Result<Cell> any = results.get(0);
    return "The model: up to " + most + " schedules each, " + any.strategy() + ", seed "
        + any.seed() + ".";
  }
}
