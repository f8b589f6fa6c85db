package org.killpath.app.report.page;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.killpath.app.report.table.Legend;
import org.killpath.engine.explore.Result;
import org.killpath.engine.runtime.Controlled;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.ModelVersion;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.lab.table.OutcomeTable;
import org.killpath.lab.table.Piece;
import org.killpath.lab.table.TableCell;

/**
 * The page about a whole run: the table, and the evidence of each cell, folded. The evidence is
 * complete before the page is written; the page's script unfolds what a reader asks for.
 */
public final class TablePage {
  /** Executions; a page with more takes too long to load. */
  private static final int MOST_DRAWN = 1200;

  /** A row of the table. */
  public record Row(String scenario, String story, List<Square> squares) {}

  /**
   * A cell of the table.
   *
   * @param text the outcomes and their shares, worst first, a line each
   * @param styles the classes that it has
   */
  public record Square(String text, String styles) {}

  private final OutcomeTable table;
  private final String title;
  private final List<Row> rows;
  private final String evidence;

  private TablePage(OutcomeTable table, List<Result<Cell>> results, String evidence) {
    this.table = table;
    this.title = results.size() == 1
        ? results.get(0).subject().toString()
        : String.format(
            Locale.ROOT,
            "%d orderings × %d designs",
            table.scenarios().size(),
            table.designs().size());
    final Map<String, String> stories = Legend.of(results).stories();
    this.rows = table.scenarios().stream()
        .map(scenario -> new Row(
            scenario,
            stories.get(scenario),
            table.designs().stream().map(design -> square(scenario, design)).toList()))
        .toList();
    this.evidence = evidence;
  }

  /**
   * The whole page.
   *
   * @param objections why a cell is not what is expected of it
   * @param controlled runs the executions that are drawn once more
   */
  public static String html(
      List<Result<Cell>> results,
      Function<Result<Cell>, Optional<String>> objections,
      Optional<String> warning,
      Controlled controlled) {
    final OutcomeTable table = OutcomeTable.of(results, objections, warning);
    final FoldedMarkup markup = new FoldedMarkup();
    final Map<String, Integer> pieces = new HashMap<>();
    final Set<Result<Cell>> drawn = drawn(results, table.designs());
    for (Result<Cell> result : results) {
      final CellEvidence cell =
          CellEvidence.of(result, objections.apply(result), drawn.contains(result), controlled);
      pieces.put(
          result.subject().toString(), markup.add(Templates.piece("cell-evidence.jte", cell)));
    }
    final String evidence = markup.text(table.scenarios().stream()
        .map(scenario -> table.designs().stream()
            .map(design -> pieces.getOrDefault(scenario + " x " + design, -1))
            .toList())
        .toList());
    return Templates.fill("table.jte", new TablePage(table, results, evidence));
  }

  /** Those whose executions are drawn: the designs from the left, as far as a page can hold them. */
  private static Set<Result<Cell>> drawn(List<Result<Cell>> results, List<String> designs) {
    final Set<Result<Cell>> drawn = Collections.newSetFromMap(new IdentityHashMap<>());
    int executions = 0;
    for (String design : designs) {
      for (Result<Cell> result : results) {
        if (result.subject().design().id().equals(design)) {
          executions += CellEvidence.toBeDrawn(result);
          if (executions <= MOST_DRAWN) {
            drawn.add(result);
          }
        }
      }
    }
    return drawn;
  }

  private Square square(String scenario, String design) {
    final Optional<TableCell> cell = table.cell(scenario, design);
    return new Square(
        String.join("\n", cell.map(TableCell::lines).orElse(List.of("-"))),
        cell.flatMap(TableCell::worst).map(EvidenceView::style).orElse("outcome-none")
            + (cell.flatMap(TableCell::objection).isPresent() ? " objected" : ""));
  }

  public String title() {
    return title;
  }

  public List<String> designs() {
    return table.designs();
  }

  public List<Row> rows() {
    return rows;
  }

  /** All that the table's document says, but for the table itself. */
  public List<Piece> words() {
    return table.document().parts().stream()
        .filter(part -> !(part instanceof Piece.Table) && !(part instanceof Piece.Warning))
        .toList();
  }

  public Optional<String> warning() {
    return table.warning();
  }

  /** The class of the term's badge, if it is an outcome. */
  public static Optional<String> style(Piece.Term term) {
    return VhostOutcome.of(term.term()).map(EvidenceView::style);
  }

  /** See {@link FoldedMarkup}. */
  public String evidence() {
    return evidence;
  }

  public int model() {
    return ModelVersion.CURRENT;
  }
}
