package org.killpath.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.killpath.explore.bench.Contest;
import org.killpath.explore.bench.Spread;

/**
 * How many schedules each strategy took to find what.
 *
 * @param title what the numbers are
 * @param contest how they were obtained
 * @param subjects how many were asked for, with and without a row
 * @param remarks what else is to be known of them
 */
public record ContestReport(
    String title, Contest contest, List<Contest.Row> rows, int subjects, List<String> remarks) {

  public String text(int width) {
    final StringBuilder out = new StringBuilder();
    out.append(new TextGrid(grid()).render(width)).append('\n');
    out.append(new TextGrid(summary()).render(width)).append('\n');
    for (String note : notes()) {
      Words.wrap(note, width).forEach(line -> out.append(line).append('\n'));
    }
    return out.toString();
  }

  public String markdown() {
    final StringBuilder out = new StringBuilder();
    out.append(grid().markdown()).append('\n').append(summary().markdown()).append('\n');
    notes().forEach(note -> out.append("- ").append(Grid.escaped(note)).append('\n'));
    return out.toString();
  }

  private Grid grid() {
    final List<String> header = new ArrayList<>(List.of("what", "shows"));
    header.addAll(contest.strategies());
    final List<List<List<String>>> lines = new ArrayList<>();
    for (Contest.Row row : rows) {
      final List<List<String>> line = new ArrayList<>();
      line.add(List.of(row.subject().name()));
      line.add(List.of(row.target()));
      contest.strategies().forEach(name -> line.add(entry(row.spreads().get(name))));
      lines.add(line);
    }
    return new Grid(header, lines);
  }

  /** The median, and below it the quartiles where several seeds were run. */
  private static List<String> entry(Spread spread) {
    if (spread.noneFound() && spread.exhausted()) {
      return List.of("none in all " + number(spread.limit()));
    }
    final String median = number(spread.median(), spread);
    if (spread.seeds() == 1 || spread.noneFound()) {
      return List.of(median);
    }
    return List.of(
        median,
        "(" + number(spread.quantile(0.25), spread) + " .. " + number(spread.quantile(0.75), spread)
            + ")");
  }

  private static String number(OptionalLong value, Spread spread) {
    return value.isPresent() ? number(value.getAsLong()) : ">" + number(spread.limit());
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** What the rows come to, for each strategy. */
  private Grid summary() {
    final List<List<List<String>>> lines = new ArrayList<>();
    for (String name : contest.strategies()) {
      long always = 0;
      long usually = 0;
      long never = 0;
      long best = 0;
      for (Contest.Row row : rows) {
        final Spread spread = row.spreads().get(name);
        always += spread.allFound() ? 1 : 0;
        usually += spread.median().isPresent() ? 1 : 0;
        never += spread.noneFound() ? 1 : 0;
        best += isBest(row, spread) ? 1 : 0;
      }
      lines.add(List.of(
          List.of(name),
          List.of(String.valueOf(always)),
          List.of(String.valueOf(usually)),
          List.of(String.valueOf(never)),
          List.of(String.valueOf(best))));
    }
    return new Grid(
        List.of("rows of " + rows.size(), "found by every seed", "by half", "by none", "soonest"),
        lines);
  }

  private static boolean isBest(Contest.Row row, Spread spread) {
    final OptionalLong least = row.spreads().values().stream()
        .flatMapToLong(other -> other.median().stream())
        .min();
    return least.isPresent() && spread.median().equals(least);
  }

  private List<String> notes() {
    final List<String> notes = new ArrayList<>();
    notes.add(title + ": the median over " + contest.seeds() + " seeds (" + contest.seed()
        + " and those that follow), in parentheses the quartiles. A run ends after "
        + number(contest.limit()) + " schedules; \">" + number(contest.limit())
        + "\" says that so many of the runs had not found it by then.");
    notes.add(
        "A strategy that goes through schedules one by one draws nothing and has a single run;"
            + " executions that it cuts short count. \"none in all N\": it had no more than N to try."
            + " \"soonest\": no other strategy has a smaller median.");
    notes.addAll(remarks);
    final long withRow =
        rows.stream().map(row -> row.subject().name()).distinct().count();
    if (withRow < subjects) {
      notes.add((subjects - withRow) + " of the " + subjects + " asked for have no row here.");
    }
    return notes;
  }

  /** A line for each row and strategy. */
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
          "exhausted");
      for (Contest.Row row : rows) {
        for (Map.Entry<String, Spread> entry : row.spreads().entrySet()) {
          final Spread spread = entry.getValue();
          printer.printRecord(
              row.subject().scenario(),
              row.subject().design(),
              row.target(),
              entry.getKey(),
              spread.seeds(),
              spread.found().size(),
              plain(spread.quantile(0.25)),
              plain(spread.median()),
              plain(spread.quantile(0.75)),
              contest.limit(),
              spread.exhausted());
        }
      }
    });
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
    root.put("subjects", subjects);
    final ArrayNode all = root.putArray("rows");
    for (Contest.Row row : rows) {
      final ObjectNode node = all.addObject();
      node.put("scenario", row.subject().scenario());
      node.put("design", row.subject().design());
      node.put("outcome", row.target());
      final ObjectNode strategies = node.putObject("strategies");
      new LinkedHashMap<>(row.spreads()).forEach((name, spread) -> {
        final ObjectNode numbers = strategies.putObject(name);
        numbers.put("runs", spread.seeds());
        numbers.put("exhausted", spread.exhausted());
        spread.found().forEach(numbers.putArray("found")::add);
      });
    }
    return Json.text(root);
  }
}
