package org.killpath.stress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.killpath.lab.table.OutcomeTable;
import org.killpath.lab.table.TableCell;
import org.killpath.stress.StressedCell.Skip;

/**
 * Everything one run of jcstress showed, as text and Markdown.
 *
 * @param warning something to know before reading on
 */
record Results(
    long seed, List<SelfJudged> selfJudged, List<StressedCell> cells, Optional<String> warning) {
  private static final int WIDTH = 120;

  /** For standard output. */
  String text() {
    final StringBuilder out = new StringBuilder(table().text(WIDTH));
    for (SelfJudged test : selfJudged) {
      out.append(detector(test)).append('\n');
    }
    leftOut().forEach(line -> out.append(line).append('\n'));
    inspection().remarks().forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  /** For a file: the table, then every verdict of every cell. */
  String markdown() {
    final StringBuilder out = new StringBuilder("# Outcomes under jcstress\n\n");
    out.append(table().markdown());
    for (SelfJudged test : selfJudged) {
      out.append("- ").append(detector(test)).append('\n');
    }
    leftOut().forEach(line -> out.append("- ").append(line).append('\n'));
    inspection().remarks().forEach(line -> out.append("- ").append(line).append('\n'));
    inspection()
        .failures()
        .forEach(line -> out.append("- FAILED: ").append(line).append('\n'));
    out.append("\n## What was seen\n\n| cell | verdict | samples |\n| --- | --- | --- |\n");
    for (StressedCell cell : cells) {
      cell.samples()
          .forEach((verdict, count) -> out.append("| ")
              .append(cell.cell())
              .append(" | `")
              .append(verdict)
              .append("` | ")
              .append(count)
              .append(" |\n"));
    }
    return out.toString();
  }

  /** What is wrong, and what is worth a word. */
  Inspection inspection() {
    final Inspection inspection = new Inspection();
    selfJudged.forEach(inspection::inspect);
    cells.forEach(inspection::inspect);
    return inspection;
  }

  private OutcomeTable table() {
    return new OutcomeTable(
        byScenario().values().stream()
            .filter(row -> !row.stream().allMatch(StressedCell::isLeftOut))
            .flatMap(row -> row.stream().map(this::tableCell))
            .toList(),
        warning);
  }

  private TableCell tableCell(StressedCell cell) {
    final boolean ran = cell.skipped().isEmpty();
    return new TableCell(
        cell.cell().scenario().id(),
        cell.cell().design().id(),
        cell.outcomes(),
        remark(cell),
        ran && cell.broken().isEmpty() ? Optional.of("in " + cell.total()) : Optional.empty(),
        method(cell),
        Optional.empty(),
        Inspection.objections(cell).stream().findFirst(),
        true);
  }

  private static Optional<String> remark(StressedCell cell) {
    if (cell.broken().isPresent()) {
      return Optional.of("FAILED");
    }
    return cell.skipped().map(why -> why == Skip.UNREACHABLE ? "n/a" : "left out");
  }

  private String method(StressedCell cell) {
    return cell.skipped()
        .map(why -> "not run: " + why.reason())
        .orElse("sampled by jcstress, free-running, as many worlds as the cell says; delays drawn"
            + " from seed "
            + seed);
  }

  /** What there was no time for: whole orderings in one line, parts of an ordering in one each. */
  private List<String> leftOut() {
    final List<String> whole = new ArrayList<>();
    final List<String> lines = new ArrayList<>();
    byScenario().forEach((scenario, row) -> {
      final List<String> designs = row.stream()
          .filter(StressedCell::isLeftOut)
          .map(cell -> cell.cell().design().id())
          .toList();
      if (designs.size() == row.size()) {
        whole.add(scenario);
      } else if (!designs.isEmpty()) {
        lines.add(notRun() + scenario + " x " + String.join(", ", designs) + ".");
      }
    });
    if (!whole.isEmpty()) {
      lines.add(notRun() + String.join(", ", whole) + " under any design.");
    }
    return lines;
  }

  private String notRun() {
    return warning.isPresent()
        ? "Not run, " + Skip.INTERRUPTED.reason() + ": "
        : "Not run, " + Skip.BUDGET.reason() + " (-Dstress.budget=30m gives more): ";
  }

  private Map<String, List<StressedCell>> byScenario() {
    return cells.stream()
        .collect(Collectors.groupingBy(
            cell -> cell.cell().scenario().id(), LinkedHashMap::new, Collectors.toList()));
  }

  private static String detector(SelfJudged test) {
    return test.name() + ": " + test.total() + " samples, "
        + (test.forbidden().isEmpty() && test.broken().isEmpty() ? "nothing forbidden" : "FAILED")
        + ".";
  }
}
