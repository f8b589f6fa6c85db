package org.killpath.app.report.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.killpath.engine.measure.Contest;
import org.killpath.engine.measure.Fate;
import org.killpath.engine.measure.Spread;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Grid;

/**
 * How many schedules each strategy took to find a first failure.
 *
 * @param contest how the numbers were obtained
 * @param results of all that was asked for
 */
public record ContestReport(Contest contest, List<Contest.Result> results) {

  public Document document() {
    final List<Contest.Row> rows = rows();
    final Document document = new Document();
    ContestFates.warning(results).ifPresent(document::paragraph);
    return document
        .table(ContestGrid.of(contest.names(), rows))
        .table(summary(rows))
        .notes(notes(rows.size()))
        .notes(ContestFates.notes(results));
  }

  /** Whether there is a failure to be found is not known; what nobody found may not be there. */
  private List<Contest.Row> rows() {
    return results.stream()
        .flatMap(result -> result.rows().stream())
        .filter(row -> row.spreads().values().stream().anyMatch(spread -> !spread.noneFound()))
        .toList();
  }

  /** What the rows come to, for each strategy. */
  private Grid summary(List<Contest.Row> rows) {
    final List<List<List<String>>> lines = new ArrayList<>();
    for (String name : contest.names()) {
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

  private List<String> notes(int withRow) {
    final List<String> notes = new ArrayList<>();
    notes.add("Schedules to the first failure: " + ContestGrid.how(contest));
    notes.add(ContestGrid.SINGLE_RUNS + " \"soonest\": no other strategy has a smaller median.");
    final long compared =
        results.stream().filter(result -> result.fate() == Fate.COMPARED).count();
    if (withRow < compared) {
      notes.add("Where no strategy found a failure there is no row: " + (compared - withRow) + ".");
    }
    return notes;
  }
}
