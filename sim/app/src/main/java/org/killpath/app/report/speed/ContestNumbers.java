package org.killpath.app.report.speed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.commons.csv.CSVPrinter;
import org.killpath.app.report.text.Csv;
import org.killpath.app.report.text.Json;
import org.killpath.engine.measure.Contest;
import org.killpath.engine.measure.Fate;
import org.killpath.engine.measure.Spread;
import org.killpath.engine.measure.Target;

/**
 * All numbers of a contest, for programs.
 *
 * @param title what they are
 */
public record ContestNumbers(String title, Contest contest, List<Contest.Result> results) {

  /** A line for each row and strategy, and one for each subject that has no row. */
  public String csv() {
    return Csv.print(printer -> {
      printer.printRecord(
          "scenario",
          "design",
          "outcome",
          "strategy",
          "runs",
          "found",
          "first_quartile",
          "median",
          "third_quartile",
          "limit",
          "exhausted",
          "state",
          "traces");
      for (Contest.Result result : results) {
        for (Contest.Row row : result.rows()) {
          for (Map.Entry<String, Spread> entry : row.spreads().entrySet()) {
            line(printer, result, row, entry.getKey(), entry.getValue());
          }
        }
        if (result.rows().isEmpty()) {
          lineWithoutRow(printer, result);
        }
      }
    });
  }

  private void line(
      CSVPrinter printer, Contest.Result result, Contest.Row row, String strategy, Spread spread)
      throws IOException {
    printer.printRecord(
        Columns.of(row.subject()).scenario(),
        Columns.of(row.subject()).design(),
        row.target(),
        strategy,
        spread.seeds(),
        spread.found().size(),
        plain(spread.quantile(0.25)),
        plain(spread.median()),
        plain(spread.quantile(0.75)),
        contest.limit(),
        spread.exhausted(),
        result.fate(),
        result.aim().traces());
  }

  private static void lineWithoutRow(CSVPrinter printer, Contest.Result result) throws IOException {
    printer.printRecord(
        Columns.of(result.subject()).scenario(),
        Columns.of(result.subject()).design(),
        result.aim().targets().stream().map(Target::name).findFirst().orElse(""),
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        result.fate(),
        result.aim().traces());
  }

  /** Empty if so many had not found it. */
  private static String plain(OptionalLong value) {
    return value.isPresent() ? String.valueOf(value.getAsLong()) : "";
  }

  public String json() {
    final ObjectNode root = Json.object();
    root.put("title", title);
    root.put("seed", contest.seed());
    root.put("seeds", contest.seeds());
    root.put("limit", contest.limit());
    root.put("subjects", results.size());
    root.put("partial", !ContestFates.of(Fate.NOT_FINISHED, results).isEmpty());
    final ArrayNode all = root.putArray("rows");
    results.forEach(result -> result.rows().forEach(row -> put(all.addObject(), row)));
    final ArrayNode others = root.putArray("without_row");
    for (Contest.Result result : results) {
      if (result.rows().isEmpty()) {
        final ObjectNode node = others.addObject();
        node.put("scenario", Columns.of(result.subject()).scenario());
        node.put("design", Columns.of(result.subject()).design());
        node.put("state", result.fate().toString());
        node.put("traces", result.aim().traces());
        result.failure().ifPresent(why -> node.put("failure", why));
      }
    }
    return Json.text(root);
  }

  private static void put(ObjectNode node, Contest.Row row) {
    node.put("scenario", Columns.of(row.subject()).scenario());
    node.put("design", Columns.of(row.subject()).design());
    node.put("outcome", row.target());
    final ObjectNode strategies = node.putObject("strategies");
    row.spreads().forEach((name, spread) -> {
      final ObjectNode numbers = strategies.putObject(name);
      numbers.put("runs", spread.seeds());
      numbers.put("exhausted", spread.exhausted());
      spread.found().forEach(numbers.putArray("found")::add);
    });
  }
}
