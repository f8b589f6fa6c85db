package org.killpath.stress.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.killpath.engine.explore.Result;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Grid;
import org.killpath.lab.table.Share;
import org.killpath.stress.result.CellReport;
import org.killpath.stress.result.Inspection;

/** For files: every cell in its three views, and every word that there is to say. */
final class WholeGrid {
  private final Results results;
  private final Inspection inspection;

  WholeGrid(Results results) {
    this.results = results;
    this.inspection = new Inspection(results.seed());
  }

  Document document() {
    final Words words = new Words(results);
    final Document document = new Document().warning(results.warning());
    document
        .paragraph("Orderings down, designs across. Each cell in three views: what free worlds came"
            + " to under jcstress, where the operating system schedules; what drawn interleavings"
            + " came to; and what is proven, or else expected.")
        .lines(words.methods())
        .addAll(words.outcomes(false))
        .table(grid());
    words.addFailures(document);
    words.addFindings(document, Integer.MAX_VALUE);
    return document;
  }

  private Grid grid() {
    final Lattice lattice = new Lattice(results.cells());
    final List<String> header = new ArrayList<>(List.of("ordering"));
    header.addAll(lattice.designs());
    final List<List<List<String>>> rows = new ArrayList<>();
    for (String scenario : lattice.scenarios()) {
      final List<List<String>> row = new ArrayList<>(List.of(List.of(scenario)));
      for (String design : lattice.designs()) {
        row.add(lattice.cell(scenario, design).map(this::lines).orElse(List.of("-")));
      }
      rows.add(row);
    }
    return new Grid(header, rows);
  }

  private List<String> lines(CellReport cell) {
    final List<String> lines = new ArrayList<>();
    lines.add("free: " + free(cell));
    cell.drawn().ifPresent(result -> lines.add("drawn: " + shares(cell.sampled()) + in(result)));
    lines.add(known(cell));
    if (!inspection.objections(cell).isEmpty()) {
      lines.add("! must not be");
    }
    return lines;
  }

  private static String free(CellReport cell) {
    if (cell.worlds() == 0) {
      return "not run";
    }
    if (cell.neverCameAbout()) {
      return "never came about in " + cell.worlds();
    }
    return shares(cell.free()) + " in " + cell.worlds()
        + (cell.missed() == 0 ? "" : ", " + cell.missed() + " of them missed the ordering");
  }

  private static String in(Result<?> result) {
    return (result.isUnreachable() ? "never came about" : "") + " in " + result.schedules();
  }

  private static String known(CellReport cell) {
    final String may = cell.known().may().map(WholeGrid::names).orElse("nobody has said");
    return cell.known()
        .proof()
        .map(proof -> "proven: " + may + ", by all " + proof.executions())
        .orElse("expected: " + may);
  }

  private static String names(Set<Outcome> outcomes) {
    return outcomes.isEmpty()
        ? "never comes about"
        : worstFirst(List.copyOf(outcomes)).stream()
            .map(Outcome::name)
            .collect(Collectors.joining(", "));
  }

  private static String shares(Map<Outcome, Long> counts) {
    final List<Outcome> outcomes = List.copyOf(counts.keySet());
    if (outcomes.size() < 2) {
      return outcomes.stream().map(Outcome::name).findFirst().orElse("");
    }
    final List<String> shares = Share.texts(List.copyOf(counts.values()));
    final List<String> texts = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      texts.add(outcomes.get(i) + " " + shares.get(i));
    }
    return String.join(", ", worstFirst(texts));
  }

  private static <T> List<T> worstFirst(List<T> mildestFirst) {
    final List<T> reversed = new ArrayList<>(mildestFirst);
    Collections.reverse(reversed);
    return reversed;
  }
}
