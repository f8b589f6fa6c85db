package org.killpath.app.report.speed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.killpath.engine.measure.Contest;
import org.killpath.engine.measure.Fate;
import org.killpath.engine.measure.Spread;
import org.killpath.engine.strategy.StrategyProvider;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Grid;

/**
 * Which of the outcomes that are proven to be there each strategy finds, and which it misses within
 * how many schedules.
 *
 * @param contest how the numbers were obtained
 * @param results of all cells asked for
 * @param longestProof searches of more executions were not waited for
 */
public record OutcomesReport(Contest contest, List<Contest.Result> results, long longestProof) {
  /** More rows than that nobody reads, but those that somebody missed. */
  private static final int MOST_ROWS = 50;

  public Document document() {
    final List<Contest.Row> rows =
        results.stream().flatMap(result -> result.rows().stream()).toList();
    final List<String> drawing = names(true);
    final List<String> others = names(false);
    final Document document = new Document();
    ContestFates.warning(results).ifPresent(document::paragraph);
    document.paragraph(cells(rows.size()));
    if (!drawing.isEmpty() && !rows.isEmpty()) {
      document.table(summaryOfDrawing(drawing, rows));
      final List<Contest.Row> missed = rows.stream()
          .filter(
              row -> drawing.stream().anyMatch(name -> row.spreads().get(name).noneFound()))
          .toList();
      document.paragraph(missed(missed, drawing));
      document.table(missedGrid(missed, drawing));
    }
    if (!others.isEmpty() && !rows.isEmpty()) {
      document.table(summaryOfOthers(others, rows));
    }
    if (rows.size() <= MOST_ROWS) {
      document.table(ContestGrid.of(contest.names(), rows));
    }
    return document.notes(notes(rows.size())).notes(ContestFates.notes(results));
  }

  private List<String> names(boolean drawing) {
    return contest.strategies().stream()
        .filter(strategy -> strategy.draws() == drawing)
        .map(StrategyProvider::name)
        .toList();
  }

  private String cells(int outcomes) {
    final int compared = ContestFates.of(Fate.COMPARED, results).size();
    final int alone = ContestFates.of(Fate.ONE_OUTCOME, results).size();
    final int others = results.size() - compared - alone;
    return "Of " + number(results.size()) + " cells "
        + number(compared) + " show several outcomes, " + number(outcomes)
        + " together, which a search of all their interleavings proves to be all there are; "
        + number(alone) + " are proven to show one outcome, which nobody can miss"
        + (others == 0 ? "." : "; of " + number(others) + " that is not known, see the notes.");
  }

  private Grid summaryOfDrawing(List<String> names, List<Contest.Row> rows) {
    final List<List<List<String>>> lines = new ArrayList<>();
    for (String name : names) {
      lines.add(line(
          name,
          number(count(rows, name, Spread::allFound)),
          number(count(rows, name, spread -> spread.median().isPresent())),
          number(count(rows, name, Spread::noneFound)),
          slowest(rows, name)));
    }
    return new Grid(
        List.of(
            "of " + number(rows.size()) + " outcomes",
            "found by every seed",
            "by half of them",
            "missed by every seed",
            "slowest median"),
        lines);
  }

  private String slowest(List<Contest.Row> rows, String name) {
    long slowest = 0;
    for (Contest.Row row : rows) {
      final OptionalLong median = row.spreads().get(name).median();
      if (median.isEmpty()) {
        return ">" + number(contest.limit());
      }
      slowest = Math.max(slowest, median.getAsLong());
    }
    return number(slowest);
  }

  private Grid summaryOfOthers(List<String> names, List<Contest.Row> rows) {
    final List<List<List<String>>> lines = new ArrayList<>();
    for (String name : names) {
      lines.add(line(
          name,
          number(count(rows, name, Spread::allFound)),
          number(count(rows, name, spread -> spread.noneFound() && !spread.exhausted())),
          number(count(rows, name, spread -> spread.noneFound() && spread.exhausted()))));
    }
    return new Grid(
        List.of(
            "of " + number(rows.size()) + " outcomes, without a draw",
            "found",
            "missed in " + number(contest.limit()),
            "not among all it tries"),
        lines);
  }

  private static long count(List<Contest.Row> rows, String name, Predicate<Spread> what) {
    return rows.stream().filter(row -> what.test(row.spreads().get(name))).count();
  }

  private String missed(List<Contest.Row> missed, List<String> drawing) {
    final String within = " within " + number(contest.limit()) + " schedules with any of "
        + contest.seeds() + " seeds";
    if (missed.isEmpty()) {
      return "Each of " + String.join(", ", drawing) + " finds every outcome: none is missed"
          + within + ".";
    }
    return number(missed.size()) + " outcomes are missed by a strategy that draws: not found"
        + within + ". All others are found by each of " + String.join(", ", drawing) + ".";
  }

  private Grid missedGrid(List<Contest.Row> missed, List<String> drawing) {
    final List<List<List<String>>> lines = new ArrayList<>();
    for (Contest.Row row : missed) {
      lines.add(line(
          row.subject().name(),
          row.target(),
          drawing.stream()
              .filter(name -> row.spreads().get(name).noneFound())
              .collect(Collectors.joining(", ")),
          drawing.stream()
              .filter(name -> !row.spreads().get(name).noneFound())
              .map(name -> name + " " + row.spreads().get(name).found().size())
              .collect(Collectors.joining(", ")),
          soonest(row)));
    }
    return new Grid(
        List.of("cell", "outcome", "missed by", "found by, seeds", "soonest median"), lines);
  }

  /** Among all strategies; if fewer than half of the seeds found it, there is none. */
  private static String soonest(Contest.Row row) {
    return row.spreads().entrySet().stream()
        .filter(entry -> entry.getValue().median().isPresent())
        .min(Comparator.comparingLong(entry -> entry.getValue().median().getAsLong()))
        .map(Map.Entry::getKey)
        .map(name -> name + " " + number(row.spreads().get(name).median().getAsLong()))
        .orElse("");
  }

  private List<String> notes(int rows) {
    final List<String> notes = new ArrayList<>();
    notes.add(
        rows > MOST_ROWS
            ? "Seeds: " + contest.seed()
                + " and those that follow. A median is over all seeds; it is" + " \">"
                + number(contest.limit()) + "\" if fewer than half of them found the outcome."
            : "Schedules to each outcome: " + ContestGrid.how(contest));
    notes.add(ContestGrid.SINGLE_RUNS + " dpor finds every outcome when it is let run to its end:"
        + " that is the proof, for which a search may take " + number(longestProof)
        + " executions.");
    if (rows > MOST_ROWS) {
      notes.add("The numbers of each outcome and strategy are in --format csv.");
    }
    return notes;
  }

  private static List<List<String>> line(String... entries) {
    return List.of(entries).stream().map(List::of).toList();
  }

  private static String number(long value) {
    return ContestGrid.number(value);
  }
}
