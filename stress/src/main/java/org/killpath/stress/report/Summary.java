package org.killpath.stress.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Grid;
import org.killpath.lab.table.Share;
import org.killpath.stress.result.CellReport;
import org.killpath.stress.result.Inspection;

/** For a console: every cell in a few letters, each design in a line, and what matters. */
final class Summary {
  /** Wide: all designs stand side by side. */
  static final int WIDTH = 250;

  private static final int MOST_LINES = 12;

  private final Results results;
  private final Inspection inspection;
  private final Lattice lattice;

  Summary(Results results) {
    this.results = results;
    this.inspection = new Inspection(results.seed());
    this.lattice = new Lattice(results.cells());
  }

  Document document() {
    final Words words = new Words(results);
    final Document document = new Document().warning(results.warning());
    document
        .table(cells())
        .lines(List.of(
            "The numbers above the columns are those of the designs below. Each cell: what free"
                + " worlds came to, the worst first, and how many ran.",
            Codes.NEVER + " none came to the ordering; " + Codes.RARE
                + " something possible was never seen; " + Codes.OUTSIDE
                + " something was seen that must not be."))
        .addAll(words.outcomes(true))
        .table(designs());
    words.addFindings(document, MOST_LINES);
    document.heading("How the numbers were obtained").lines(words.methods());
    words.addFailures(document);
    return document;
  }

  private Grid cells() {
    final List<String> header = new ArrayList<>(List.of("ordering"));
    for (int number = 1; number <= lattice.designs().size(); number++) {
      header.add(Integer.toString(number));
    }
    final List<List<List<String>>> rows = new ArrayList<>();
    for (String scenario : lattice.scenarios()) {
      final List<List<String>> row = new ArrayList<>(List.of(List.of(scenario)));
      for (String design : lattice.designs()) {
        row.add(List.of(lattice
            .cell(scenario, design)
            .map(cell -> Codes.of(cell, !inspection.objections(cell).isEmpty()))
            .orElse("")));
      }
      rows.add(row);
    }
    return new Grid(header, rows);
  }

  private Grid designs() {
    final List<List<List<String>>> rows = new ArrayList<>();
    int number = 1;
    for (String design : lattice.designs()) {
      final List<CellReport> cells = lattice.column(design);
      rows.add(List.of(
          List.of(Integer.toString(number++)),
          List.of(design),
          List.of(Long.toString(cells.stream().mapToLong(CellReport::worlds).sum())),
          List.of(
              Long.toString(cells.stream().mapToLong(CellReport::worlds).min().orElse(0))),
          List.of(hanging(cells)),
          List.of(count(
              cells.stream().filter(cell -> cell.known().proof().isPresent()).count())),
          List.of(seenOfPossible(cells)),
          List.of(count(cells.stream().filter(CellReport::neverCameAbout).count())),
          List.of(count(cells.stream()
              .filter(cell -> !inspection.objections(cell).isEmpty())
              .count()))));
    }
    return new Grid(
        List.of(
            "",
            "design",
            "free worlds",
            "least in a cell",
            "of them hung",
            "proven cells",
            "outcomes seen of possible",
            "never came about",
            "must not be"),
        rows);
  }

  private static String hanging(List<CellReport> cells) {
    final long all = cells.stream()
        .flatMap(cell -> cell.free().values().stream())
        .mapToLong(Long::longValue)
        .sum();
    final long hung = cells.stream()
        .flatMap(cell -> cell.free().entrySet().stream())
        .filter(entry -> entry.getKey().isHang())
        .mapToLong(entry -> entry.getValue())
        .sum();
    return Share.text(hung, all);
  }

  private static String seenOfPossible(List<CellReport> cells) {
    final long possible =
        cells.stream().mapToLong(cell -> cell.possible().size()).sum();
    final long seen = cells.stream()
        .mapToLong(cell ->
            cell.possible().stream().filter(cell.free().keySet()::contains).count())
        .sum();
    return seen + " of " + possible;
  }

  private static String count(long cells) {
    return Optional.of(cells).filter(number -> number > 0).map(String::valueOf).orElse("-");
  }
}
