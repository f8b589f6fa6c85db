package org.killpath.app.report.page;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.killpath.app.report.table.Legend;
import org.killpath.app.report.timeline.TimelineRecorder;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.runtime.Controlled;
import org.killpath.lab.search.CellResult;
import org.killpath.lab.search.ModelVersion;
import org.killpath.lab.search.Sighting;
import org.killpath.lab.table.OutcomeTable;

/** The page about a whole run: the table, and below it the evidence that each cell leads to. */
public final class TablePage {
  /** Beyond that, a page is too large to be opened; the cells behind have tokens instead. */
  private static final int MOST_TIMELINES = 240;

  /** A row of the table. */
  public record Row(String scenario, String story, List<Square> squares) {}

  /**
   * A cell of the table.
   *
   * @param lines the outcomes and their shares, worst first
   * @param target where its evidence is, empty if there is none
   */
  public record Square(
      List<String> lines, String style, String target, Optional<String> objection) {}

  /** What is known about one cell: each of its outcomes once. */
  public record CellEvidence(
      String id,
      String title,
      String story,
      String changes,
      String method,
      Optional<String> objection,
      List<SeenEvidence> seen) {}

  /** An outcome of a cell, how often it was seen, and an execution that shows it. */
  public record SeenEvidence(long count, long of, EvidenceView evidence) {}

  private final List<CellResult> results;
  private final Function<CellResult, Optional<String>> objections;
  private final OutcomeTable table;
  private final Controlled controlled;
  private int timelines;

  private TablePage(
      List<CellResult> results,
      Function<CellResult, Optional<String>> objections,
      Optional<String> warning,
      Controlled controlled) {
    this.results = results;
    this.objections = objections;
    this.controlled = controlled;
    this.table = OutcomeTable.of(results, objections, warning);
  }

  /**
   * The whole page.
   *
   * @param controlled runs the executions that are drawn once more
   */
  public static String html(
      List<CellResult> results,
      Function<CellResult, Optional<String>> objections,
      Optional<String> warning,
      Controlled controlled) {
    return Templates.fill("table.jte", new TablePage(results, objections, warning, controlled));
  }

  public String title() {
    return results.size() == 1
        ? results.get(0).cell().toString()
        : String.format(
            Locale.ROOT,
            "%d orderings × %d designs",
            table.scenarios().size(),
            table.designs().size());
  }

  public OutcomeTable table() {
    return table;
  }

  public int model() {
    return ModelVersion.CURRENT;
  }

  public List<Row> rows() {
    final Map<String, String> stories = Legend.of(results).stories();
    return table.scenarios().stream()
        .map(scenario -> new Row(
            scenario,
            stories.get(scenario),
            table.designs().stream().map(design -> square(scenario, design)).toList()))
        .toList();
  }

  private Square square(String scenario, String design) {
    return table
        .cell(scenario, design)
        .map(cell -> new Square(
            cell.lines(),
            cell.worst().map(EvidenceView::style).orElse("outcome-none"),
            cell.worst().isPresent() ? id(scenario, design) : "",
            cell.objection()))
        .orElse(new Square(List.of("-"), "outcome-none", "", Optional.empty()));
  }

  private String id(String scenario, String design) {
    return "cell-" + table.scenarios().indexOf(scenario) + "-" + table.designs().indexOf(design);
  }

  /** The outcomes that occur, with the classes that show them. */
  public List<Outcome> outcomes() {
    return List.copyOf(table.outcomes());
  }

  /** One after the other, so that a page is never in memory twice. */
  public Iterable<CellEvidence> evidence() {
    return () -> results.stream()
        .filter(result -> !result.sightings().isEmpty())
        .map(this::evidence)
        .iterator();
  }

  private CellEvidence evidence(CellResult result) {
    final String id = id(result.cell().scenario().id(), result.cell().design().id());
    final Set<Outcome> shown = EnumSet.noneOf(Outcome.class);
    final List<SeenEvidence> seen = new ArrayList<>();
    for (Sighting sighting : result.sightings()) {
      final Outcome outcome = sighting.verdict().outcome();
      if (shown.add(outcome)) {
        seen.add(new SeenEvidence(
            result.outcomes().get(outcome),
            result.schedules() - result.missed(),
            view(id + "-" + seen.size(), sighting)));
      }
    }
    return new CellEvidence(
        id,
        result.cell().toString(),
        result.cell().scenario().story(),
        result.cell().design().changes(),
        result.method(),
        objections.apply(result),
        seen);
  }

  private EvidenceView view(String id, Sighting sighting) {
    if (sighting.verdict().outcome() == Outcome.COMPLETED || timelines >= MOST_TIMELINES) {
      return new EvidenceView(id, sighting.schedule(), sighting.verdict(), Optional.empty());
    }
    timelines++;
    final TimelineRecorder recorder = new TimelineRecorder();
    sighting.schedule().replay(controlled, recorder);
    return new EvidenceView(
        id, sighting.schedule(), sighting.verdict(), Optional.of(recorder.timeline()));
  }

  /** What was left out, after {@link #evidence} is written. */
  public Optional<String> leftOut() {
    return timelines < MOST_TIMELINES
        ? Optional.empty()
        : Optional.of("Only the first " + MOST_TIMELINES + " executions are drawn on this page; of"
            + " the others, killpath replay TOKEN --format html makes a page each.");
  }
}
