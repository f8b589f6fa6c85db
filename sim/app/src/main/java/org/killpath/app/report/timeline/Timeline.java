package org.killpath.app.report.timeline;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.search.Trace;

/**
 * One execution as a picture shows it: columns of time, a lane per task, and in each lane what the
 * task was up to and which locks it held. The set-up is folded away.
 *
 * @param folded how many steps of the set-up are not shown
 */
public record Timeline(List<Column> columns, List<Lane> lanes, int folded) {

  /** A place on the axis of time. */
  public sealed interface Column permits StepColumn, RestColumn {
    Part part();
  }

  /**
   * One visible operation.
   *
   * @param killed the group that this step sent a fatal signal to, if it did
   */
  public record StepColumn(Trace.Step step, Optional<String> killed) implements Column {
    @Override
    public Part part() {
      return step.part();
    }
  }

  /** A part is over: nobody can take a step. */
  public record RestColumn(Part part, List<Wait> waits) implements Column {}

  /**
   * At rest, a task waits for another one.
   *
   * @param from its lane
   * @param to the lane of whom it waits for; empty if that is the outside world
   * @param on the lock, completion or page
   */
  public record Wait(int from, Optional<Integer> to, String on) {}

  /**
   * A task.
   *
   * @param killed was it in a group that was killed?
   */
  public record Lane(Trace.Actor actor, boolean killed, List<Span> spans, List<Hold> holds) {}

  /**
   * What a task was up to in some columns.
   *
   * @param to the column behind the last one
   * @param on what it waits for, if it waits
   */
  public record Span(int from, int to, Activity activity, Optional<String> on) {}

  /**
   * A lock that is held.
   *
   * @param from the column in which it is taken
   * @param to the column behind the one in which it is given back
   */
  public record Hold(String lock, int from, int to, Optional<String> at) {}

  /** The names of all locks that are held at any time, in the order of their first appearance. */
  public List<String> locks() {
    return lanes.stream()
        .flatMap(lane -> lane.holds().stream())
        .sorted(java.util.Comparator.comparingInt(Hold::from))
        .map(Hold::lock)
        .distinct()
        .toList();
  }

  /** True if some task waits for the outside world when everybody is at rest. */
  public boolean waitsForTheOutside() {
    return columns.stream()
        .anyMatch(column -> column instanceof RestColumn rest
            && rest.waits().stream().anyMatch(wait -> wait.to().isEmpty()));
  }
}
