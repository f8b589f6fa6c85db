package org.killpath.lab.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.killpath.engine.explore.Result;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.cell.Cell;

/** Orderings down, designs across; how the numbers were obtained; what the outcomes mean. */
public final class OutcomeTable {
  private static final String UNREACHABLE = "the design cannot reach this ordering";

  private static final String MISSED = "schedules that did not come to the ordering; not counted";

  private record Key(String scenario, String design) {}

  private final Map<Key, TableCell> cells = new LinkedHashMap<>();
  private final Set<String> scenarios = new LinkedHashSet<>();
  private final Set<String> designs = new LinkedHashSet<>();
  private final Set<String> kernels;
  private final Optional<String> warning;

  /**
   * A table of {@code cells}; rows and columns are in the order in which they first appear.
   *
   * @param warning something to know before reading on, such as that the run was cut short
   */
  public OutcomeTable(Collection<TableCell> cells, Optional<String> warning) {
    this(cells, Set.of(), warning);
  }

  private OutcomeTable(Collection<TableCell> cells, Set<String> kernels, Optional<String> warning) {
    this.warning = warning;
    this.kernels = kernels;
    for (TableCell cell : cells) {
      this.cells.put(new Key(cell.scenario(), cell.design()), cell);
      scenarios.add(cell.scenario());
      designs.add(cell.design());
    }
  }

  /**
   * The table of {@code results}.
   *
   * @param objections why a cell is not what is expected of it
   */
  public static OutcomeTable of(
      List<Result<Cell>> results,
      Function<Result<Cell>, Optional<String>> objections,
      Optional<String> warning) {
    return new OutcomeTable(
        results.stream()
            .map(result -> TableCell.of(result, objections.apply(result)))
            .toList(),
        results.stream()
            .flatMap(result -> result.subject().design().kernel().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new)),
        warning);
  }

  /** The table, how its numbers were obtained, and what the words in it mean. */
  public Document document() {
    final Document document = new Document().warning(warning).add(new Piece.Table(grid()));
    document
        .lines(objections())
        .lines(List.copyOf(kernels))
        .lines(methods())
        .lines(List.of("Where a cell has several outcomes, the worst stands first."));
    for (Outcome outcome : outcomes()) {
      document.add(new Piece.Term(outcome.toString(), outcome.meaning(), true, List.of()));
    }
    if (anyMissed()) {
      document.add(new Piece.Term("missed", MISSED, false, List.of()));
    }
    if (anyRemark("n/a")) {
      document.add(new Piece.Term("n/a", UNREACHABLE, true, reasons()));
    }
    return document;
  }

  /** As plain text for a terminal that is {@code width} wide. */
  public String text(int width) {
    return document().text(width);
  }

  /** As Markdown. */
  public String markdown() {
    return document().markdown();
  }

  /** The rows. */
  public List<String> scenarios() {
    return List.copyOf(scenarios);
  }

  /** The columns. */
  public List<String> designs() {
    return List.copyOf(designs);
  }

  /** What stands where a row and a column meet. */
  public Optional<TableCell> cell(String scenario, String design) {
    return Optional.ofNullable(cells.get(new Key(scenario, design)));
  }

  public Optional<String> warning() {
    return warning;
  }

  /** How the numbers were obtained, and what else there is to know: a sentence each. */
  public List<String> notes() {
    final Set<String> told = outcomes().stream().map(Outcome::toString).collect(Collectors.toSet());
    return document().parts().stream()
        .flatMap(part -> part instanceof Piece.Note note
            ? Stream.of(note.words())
            : part instanceof Piece.Term term && !told.contains(term.term())
                ? Stream.of(term.term() + ": " + term.meaning())
                : Stream.empty())
        .toList();
  }

  private Grid grid() {
    final List<String> header = new ArrayList<>();
    header.add("ordering");
    header.addAll(designs);
    final List<List<List<String>>> rows = new ArrayList<>();
    for (String scenario : scenarios) {
      final List<List<String>> row = new ArrayList<>();
      row.add(List.of(scenario));
      for (String design : designs) {
        row.add(Optional.ofNullable(cells.get(new Key(scenario, design)))
            .map(TableCell::lines)
            .orElse(List.of("-")));
      }
      rows.add(row);
    }
    return new Grid(header, rows);
  }

  private List<String> objections() {
    return cells.values().stream()
        .flatMap(cell -> cell.objection().stream()
            .map(why -> "! " + cell.scenario() + " x " + cell.design() + ": " + why))
        .toList();
  }

  /** Each way in which numbers were obtained, with the number of cells it was used for. */
  private List<String> methods() {
    final Map<String, Long> uses = cells.values().stream()
        .filter(cell -> !cell.counts().isEmpty() || cell.remark().isPresent())
        .collect(
            Collectors.groupingBy(TableCell::method, LinkedHashMap::new, Collectors.counting()));
    final List<String> lines = new ArrayList<>();
    uses.forEach(
        (method, cells) -> lines.add(cells + (cells == 1 ? " cell " : " cells ") + method + "."));
    proven().ifPresent(lines::add);
    return lines;
  }

  /** How many cells are proven; said where any is. */
  private Optional<String> proven() {
    final long proven = cells.values().stream().filter(TableCell::isProven).count();
    final long percent = proven * 100 / Math.max(1, cells.size());
    return proven == 0
        ? Optional.empty()
        : Optional.of(proven + " of " + cells.size() + " cells (" + percent
            + " %) are proven: no interleaving can show anything else there. They say"
            + " how many traces that took; the others were sampled, or stopped at a bound.");
  }

  /** Those that occur, the mildest first. */
  public Set<Outcome> outcomes() {
    return cells.values().stream()
        .flatMap(cell -> cell.counts().keySet().stream())
        .collect(Collectors.toCollection(() -> new TreeSet<>(Outcome.MILDEST_FIRST)));
  }

  private boolean anyMissed() {
    return cells.values().stream()
        .anyMatch(cell -> cell.note().filter(note -> note.contains("missed")).isPresent());
  }

  /** What never comes about, for each cell that makes no sense. */
  private List<String> reasons() {
    return cells.values().stream()
        .flatMap(cell -> cell.reason().stream()
            .map(why ->
                cell.scenario() + " x " + cell.design() + ": it never comes about that " + why))
        .toList();
  }

  private boolean anyRemark(String remark) {
    return cells.values().stream().anyMatch(cell -> cell.remark().equals(Optional.of(remark)));
  }
}
