package org.killpath.app.report.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.killpath.engine.measure.Contest;
import org.killpath.engine.measure.Spread;
import org.killpath.lab.table.Grid;

/** What strategies took to find something, a row for each thing and a column for each of them. */
final class ContestGrid {
  private ContestGrid() {}

  static Grid of(List<String> strategies, List<Contest.Row> rows) {
    final List<String> header = new ArrayList<>(List.of("what", "shows"));
    header.addAll(strategies);
    final List<List<List<String>>> lines = new ArrayList<>();
    for (Contest.Row row : rows) {
      final List<List<String>> line = new ArrayList<>();
      line.add(List.of(row.subject().name()));
      line.add(List.of(row.target()));
      strategies.forEach(name -> line.add(entry(row.spreads().get(name))));
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

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** What is to be known of the numbers. */
  static String how(Contest contest) {
    return "the median over " + contest.seeds() + " seeds (" + contest.seed()
        + " and those that follow), in parentheses the quartiles. A run ends after "
        + number(contest.limit()) + " schedules; \">" + number(contest.limit())
        + "\" says that so many of the runs had not found it by then.";
  }

  /** The same of strategies that have a single run. */
  static final String SINGLE_RUNS =
      "A strategy that goes through schedules one by one draws nothing and has a single run;"
          + " executions that it cuts short count. \"none in all N\": it had no more than N to try.";
}
