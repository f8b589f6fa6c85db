package org.killpath.stress.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Piece;
import org.killpath.stress.result.CellReport;
import org.killpath.stress.result.SelfJudged;
import org.killpath.stress.run.Need;

/** What stands below the tables, whatever their form. */
final class Words {
  private final Results results;

  Words(Results results) {
    this.results = results;
  }

  /** How the numbers were obtained. */
  List<String> methods() {
    final List<String> lines = new ArrayList<>();
    results.selfJudged().stream().map(SelfJudged::words).forEach(lines::add);
    lines.add(free());
    lines.add(String.format(
        Locale.ROOT,
        "Drawn: %,d interleavings by POS, seed %d, under killpath's own scheduler.",
        results.cells().stream()
            .flatMap(cell -> cell.drawn().stream())
            .mapToLong(result -> result.schedules())
            .sum(),
        results.seed()));
    final long proven = count(cell -> cell.known().proof().isPresent());
    lines.add(String.format(
        Locale.ROOT,
        "Proven: %,d of %,d cells were searched through all their interleavings; %s.",
        proven,
        results.cells().size(),
        others()));
    return lines;
  }

  private String others() {
    final long unsaid = count(cell -> cell.known().may().isEmpty());
    if (unsaid == 0) {
      return "what the others may show is what is accounted for";
    }
    return String.format(
        Locale.ROOT,
        "of %,d of the others nobody has said what they may show, and whatever they show passes",
        unsaid);
  }

  private String free() {
    final long all = results.cells().stream().mapToLong(CellReport::worlds).sum();
    final long least =
        results.cells().stream().mapToLong(CellReport::worlds).min().orElse(0);
    final OptionalLong races = results.cells().stream()
        .filter(cell -> Need.least(cell.cell()) > Need.LEAST)
        .mapToLong(CellReport::worlds)
        .min();
    final long enough = count(cell -> cell.worlds() >= Need.least(cell.cell()));
    return String.format(
        Locale.ROOT,
        "Free: %,d worlds under jcstress, %d in a cell at the least%s; delays at random operations"
            + " from seed %d. %,d of %,d cells have as many as are wanted (%d%s).",
        all,
        least,
        races.isPresent() ? ", " + races.getAsLong() + " in a race on vhost-vsock" : "",
        results.seed(),
        enough,
        results.cells().size(),
        Need.LEAST,
        races.isPresent() ? ", and " + Need.LEAST_OF_RACE + " of those races" : "");
  }

  private long count(Predicate<CellReport> what) {
    return results.cells().stream().filter(what).count();
  }

  /** What the outcomes mean that occur. */
  List<Piece> outcomes(boolean withLetters) {
    final Set<Outcome> all = new TreeSet<>(Outcome.MILDEST_FIRST);
    results.cells().forEach(cell -> {
      all.addAll(cell.free().keySet());
      all.addAll(cell.possible());
    });
    final List<Piece> terms = new ArrayList<>();
    for (Outcome outcome : all) {
      terms.add(new Piece.Term(
          withLetters
              ? String.format(Locale.ROOT, "%s %-14s", Codes.letter(outcome), outcome)
              : outcome.toString(),
          outcome.meaning(),
          true,
          List.of()));
    }
    return terms;
  }

  /** What is wrong. */
  void addFailures(Document document) {
    final List<String> failures =
        results.inspection().failures().stream().map(line -> "FAILED: " + line).toList();
    if (!failures.isEmpty()) {
      document.heading("What must not be").lines(failures);
    }
  }

  /** What is rare, and what never came about; at most so many of each. */
  void addFindings(Document document, int most) {
    final List<String> rare = Rare.of(results.cells()).stream().map(Rare::words).toList();
    if (!rare.isEmpty()) {
      document
          .heading("Rare in real life: " + rare.size()
              + (rare.size() == 1 ? " outcome" : " outcomes")
              + " possible, and never seen free-running")
          .lines(cut(rare, most));
    }
    final List<String> remarks = results.inspection().remarks();
    if (!remarks.isEmpty()) {
      document.heading("Further").lines(cut(remarks, most));
    }
  }

  private static List<String> cut(List<String> lines, int most) {
    if (lines.size() <= most) {
      return lines;
    }
    final List<String> cut = new ArrayList<>(lines.subList(0, most));
    cut.add((lines.size() - most) + " more in outcomes.md and outcomes.json.");
    return cut;
  }
}
