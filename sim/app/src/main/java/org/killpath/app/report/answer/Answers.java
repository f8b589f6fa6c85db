package org.killpath.app.report.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Sighting;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.DataPathCost;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Grid;
import org.killpath.lab.table.Listing;
import org.killpath.lab.table.Piece;

/**
 * The three answers that people want most: which designs never hang, what each remaining hang needs,
 * and what each design costs.
 */
public final class Answers {
  private static final int ORDERINGS_NAMED = 4;
  private static final String INDENT = "    ";

  /** What one design showed in all its cells. */
  private record Design(Set<String> hangs, Set<String> worse, Set<String> cells) {
    Design() {
      this(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
    }
  }

  /** One mechanism, wherever it was seen. */
  private record Seen(Set<String> orderings, Set<String> designs, Sighting<Cell> simplest) {}

  private final Map<String, Design> designs = new LinkedHashMap<>();
  private final Map<Need, Seen> needs = new LinkedHashMap<>();
  private final CostTable costs;
  private final String method;
  private final Optional<String> warning;

  /**
   * Answers from {@code results}.
   *
   * @param costs by design
   * @param method how the results were obtained
   * @param warning that the run was cut short, say
   */
  public Answers(
      List<Result<Cell>> results,
      Map<String, List<DataPathCost>> costs,
      String method,
      Optional<String> warning) {
    this.costs = new CostTable(costs);
    this.method = method;
    this.warning = warning;
    results.forEach(this::add);
  }

  private void add(Result<Cell> result) {
    final String scenario = result.subject().scenario().id();
    final String id = result.subject().design().id();
    final Design design = designs.computeIfAbsent(id, unseen -> new Design());
    design.cells().add(scenario);
    for (Sighting<Cell> sighting : result.sightings()) {
      final Outcome outcome = sighting.verdict().outcome();
      if (outcome.isHang()) {
        Need.of(sighting.verdict()).ifPresent(need -> {
          design.hangs().add(scenario);
          needs.merge(
              need,
              new Seen(
                  new LinkedHashSet<>(Set.of(scenario)), new LinkedHashSet<>(Set.of(id)), sighting),
              Answers::both);
        });
      } else if (outcome != VhostOutcome.COMPLETED) {
        design.worse().add(scenario);
      }
    }
  }

  private static Seen both(Seen one, Seen other) {
    one.orderings().addAll(other.orderings());
    one.designs().addAll(other.designs());
    return new Seen(
        one.orderings(),
        one.designs(),
        one.simplest().handoffs() <= other.simplest().handoffs()
            ? one.simplest()
            : other.simplest());
  }

  /** The mechanisms, that of the most orderings first, with the simplest execution of each. */
  public List<Sighting<Cell>> simplest() {
    return sorted().stream().map(entry -> entry.getValue().simplest()).toList();
  }

  private List<Map.Entry<Need, Seen>> sorted() {
    return needs.entrySet().stream()
        .sorted(Comparator.comparingInt(
            (Map.Entry<Need, Seen> entry) -> -entry.getValue().orderings().size()))
        .toList();
  }

  public Document document() {
    return new Document()
        .warning(warning)
        .heading("1. Which designs never hang")
        .table(ranking())
        .heading("2. What each hang needs")
        .add(new Piece.Table(needsGrid(), hangs()))
        .heading("3. What each design costs")
        .addAll(costs.document().parts())
        .sentence(method);
  }

  private Listing hangs() {
    final Listing list = new Listing();
    for (Map.Entry<Need, Seen> entry : sorted()) {
      final Seen seen = entry.getValue();
      list.wrapped("", entry.getKey().stuck() + ": " + entry.getKey().because())
          .wrapped(INDENT, "in " + named(seen.orderings()))
          .wrapped(INDENT, "by " + byDesign(seen.designs()))
          .whole(INDENT, "replay " + seen.simplest().token())
          .blank();
    }
    return list;
  }

  private Grid needsGrid() {
    final List<List<List<String>>> rows = new ArrayList<>();
    for (Map.Entry<Need, Seen> entry : sorted()) {
      final Seen seen = entry.getValue();
      rows.add(List.of(
          List.of(entry.getKey().stuck()),
          List.of(entry.getKey().because()),
          List.of(named(seen.orderings())),
          List.of(byDesign(seen.designs())),
          List.of(seen.simplest().token())));
    }
    return new Grid(List.of("stuck", "because", "orderings", "designs", "replay"), rows);
  }

  /** The designs by the number of orderings in which they hang, the fewest first. */
  private Grid ranking() {
    final Map<Integer, List<List<List<String>>>> rows = new TreeMap<>();
    designs.forEach((id, design) -> rows.computeIfAbsent(
            design.hangs().size(), unseen -> new ArrayList<>())
        .add(List.of(
            List.of(id),
            List.of(
                design.hangs().isEmpty()
                    ? "never"
                    : design.hangs().size() + " of " + design.cells().size() + " orderings"),
            List.of(named(design.hangs())),
            List.of(named(design.worse())))));
    return new Grid(
        List.of("design", "hangs in", "which", "shows something else bad in"),
        rows.values().stream().flatMap(List::stream).toList());
  }

  private static String named(Set<String> all) {
    final String first = all.stream().limit(ORDERINGS_NAMED).collect(Collectors.joining(", "));
    return all.size() <= ORDERINGS_NAMED
        ? first
        : first + " and " + (all.size() - ORDERINGS_NAMED) + " more";
  }

  private String byDesign(Set<String> ids) {
    return ids.size() == designs.size() ? "every design" : String.join(", ", ids);
  }
}
