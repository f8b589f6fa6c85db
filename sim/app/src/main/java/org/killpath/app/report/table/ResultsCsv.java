package org.killpath.app.report.table;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVPrinter;
import org.killpath.app.report.text.Csv;
import org.killpath.app.report.verdict.VerdictReport;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Sighting;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.search.Trace;
import org.killpath.lab.cell.Cell;

/** Results as comma-separated values; the columns begin {@code scenario,design,outcome}. */
public final class ResultsCsv {
  private ResultsCsv() {}

  /** A line for each outcome of each cell, with the place where its commonest verdict is stuck. */
  public static String ofCells(List<Result<Cell>> results) {
    return Csv.print(printer -> {
      printer.printRecord(
          "scenario",
          "design",
          "outcome",
          "count",
          "schedules",
          "coverage",
          "strategy",
          "seed",
          "stuck",
          "state",
          "function",
          "on",
          "reported",
          "token");
      for (Result<Cell> result : results) {
        if (result.sightings().isEmpty()) {
          row(printer, result, result.isUnreachable() ? "n/a" : "not run", 0, Optional.empty());
        }
        for (Map.Entry<Outcome, Long> seen : result.outcomes().entrySet()) {
          final Optional<Sighting<Cell>> commonest = result.sightings().stream()
              .filter(sighting -> sighting.verdict().outcome() == seen.getKey())
              .findFirst();
          row(printer, result, seen.getKey().name(), seen.getValue(), commonest);
        }
      }
    });
  }

  private static void row(
      CSVPrinter printer,
      Result<Cell> result,
      String outcome,
      long count,
      Optional<Sighting<Cell>> sighting)
      throws IOException {
    final Optional<VerdictReport> report = sighting.map(seen -> new VerdictReport(seen.verdict()));
    final Optional<TaskReport> stuck = report.flatMap(VerdictReport::stuck);
    printer.printRecord(
        result.subject().scenario().id(),
        result.subject().design().id(),
        outcome,
        count,
        result.schedules(),
        result.coverage().name().toLowerCase(java.util.Locale.ROOT),
        result.strategy(),
        result.seed(),
        stuck.map(TaskReport::role).orElse(""),
        stuck.map(task -> String.valueOf(task.state().shown())).orElse(""),
        stuck.flatMap(TaskReport::function).map(function -> function.name()).orElse(""),
        stuck.flatMap(TaskReport::waitsFor).map(on -> on.name()).orElse(""),
        report.map(VerdictReport::reported).orElse(""),
        sighting.map(Sighting::token).orElse(""));
  }

  /** A line for each step of a trace. */
  public static String ofTrace(String scenario, String design, Outcome outcome, Trace trace) {
    return Csv.print(printer -> {
      printer.printRecord(
          "scenario",
          "design",
          "outcome",
          "step",
          "phase",
          "role",
          "task",
          "function",
          "operation",
          "switch",
          "complaints");
      for (Trace.Step step : trace.steps()) {
        printer.printRecord(
            scenario,
            design,
            outcome,
            step.number(),
            step.part().title(),
            step.actor().role(),
            step.actor().task(),
            step.function().map(function -> function.name()).orElse(""),
            step.what(),
            step.switched().map(Trace.Switch::text).orElse(""),
            String.join("; ", step.complaints()));
      }
    });
  }

  /** Any table. */
  static String ofRows(List<String> columns, List<List<String>> rows) {
    return Csv.print(printer -> {
      printer.printRecord(columns);
      for (List<String> row : rows) {
        printer.printRecord(row);
      }
    });
  }
}
