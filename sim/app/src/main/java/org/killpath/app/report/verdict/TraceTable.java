package org.killpath.app.report.verdict;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.killpath.engine.draw.TraceLanes;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.search.Trace;
import org.killpath.engine.search.Trace.Actor;
import org.killpath.engine.search.Trace.Step;
import org.killpath.lab.table.Grid;
import org.killpath.lab.table.Piece;

/** A trace as a table: a column per task, time downwards, and the reason for each change of task. */
public final class TraceTable {
  private final Trace trace;
  private final List<Step> shown;
  private final List<Actor> lanes;
  private final int folded;

  /**
   * A table of {@code trace}.
   *
   * @param withSetUp are the steps of the set-up shown, too, or folded into one line?
   */
  public TraceTable(Trace trace, boolean withSetUp) {
    this.trace = trace;
    this.shown = trace.steps().stream()
        .filter(step -> withSetUp || !step.part().equals(Part.SET_UP))
        .toList();
    this.folded = trace.steps().size() - shown.size();
    final Set<Actor> seen = new LinkedHashSet<>();
    trace.actors().stream()
        .filter(actor -> shown.stream().anyMatch(step -> step.actor().equals(actor)))
        .forEach(seen::add);
    this.lanes = List.copyOf(seen);
  }

  /** As text a lane for each task; else number, a column per task, function, why another task. */
  public Piece.Table part() {
    return new Piece.Table(
        grid(),
        folded == 0
            ? Optional.empty()
            : Optional.of("The " + folded + " steps of the set-up are left out."),
        width -> new TraceLanes(trace, lanes, width).render(shown, folded));
  }

  private Grid grid() {
    final List<String> header = new ArrayList<>();
    header.add("step");
    lanes.forEach(actor -> header.add(actor.role() + " " + actor.task()));
    header.add("function");
    header.add("why another task");
    final List<List<List<String>>> rows = new ArrayList<>();
    for (Step step : shown) {
      final List<List<String>> row = new ArrayList<>();
      row.add(List.of(String.valueOf(step.number())));
      for (Actor actor : lanes) {
        final List<String> lines = new ArrayList<>();
        if (actor.equals(step.actor())) {
          lines.add(step.what());
          lines.addAll(step.complaints());
        }
        row.add(lines);
      }
      row.add(step.function().map(function -> function.name() + "()").stream().toList());
      row.add(step.switched().map(Trace.Switch::text).stream().toList());
      rows.add(row);
    }
    return new Grid(header, rows);
  }
}
