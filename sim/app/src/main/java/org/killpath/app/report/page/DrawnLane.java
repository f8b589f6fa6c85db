package org.killpath.app.report.page;

import java.util.ArrayList;
import java.util.List;
import org.killpath.app.report.timeline.Activity;
import org.killpath.app.report.timeline.Timeline;

/**
 * One task's lane: a strip of what it is up to, and below it the locks it holds.
 *
 * @param y where the strip begins
 * @param height with the space to the next lane
 */
public record DrawnLane(
    String role,
    String task,
    int pid,
    boolean killed,
    int y,
    int height,
    List<Bar> strip,
    List<Bar> locks) {
  static final int STRIP = 20;
  private static final int LOCK = 15;
  private static final int SPACE = 14;
  private static final int COLOURS = 6;

  static DrawnLane of(Timeline.Lane lane, int y, int[] begins, List<String> lockNames) {
    final List<Bar> strip = new ArrayList<>();
    for (Timeline.Span span : lane.spans()) {
      strip.add(bar(span, y, begins));
    }
    final List<Bar> locks = new ArrayList<>();
    final List<Integer> rowEnds = new ArrayList<>();
    for (Timeline.Hold hold : lane.holds().stream()
        .sorted(java.util.Comparator.comparingInt(Timeline.Hold::from))
        .toList()) {
      final int row = freeRow(rowEnds, hold);
      final int x = begins[hold.from()];
      locks.add(Bar.of(
          x + 1,
          y + STRIP + 3 + row * LOCK,
          begins[hold.to()] - x - 2,
          LOCK - 2,
          "lock lock-" + lockNames.indexOf(hold.lock()) % COLOURS,
          hold.lock(),
          lane.actor().role() + " holds " + hold.lock()
              + hold.at().map(at -> ", taken in " + at + "()").orElse("")));
    }
    return new DrawnLane(
        lane.actor().role(),
        lane.actor().task(),
        lane.actor().pid(),
        lane.killed(),
        y,
        STRIP + 3 + rowEnds.size() * LOCK + SPACE,
        strip,
        locks);
  }

  /** The first row in which nothing is in the way. */
  private static int freeRow(List<Integer> rowEnds, Timeline.Hold hold) {
    for (int row = 0; row < rowEnds.size(); row++) {
      if (rowEnds.get(row) <= hold.from()) {
        rowEnds.set(row, hold.to());
        return row;
      }
    }
    rowEnds.add(hold.to());
    return rowEnds.size() - 1;
  }

  private static Bar bar(Timeline.Span span, int y, int[] begins) {
    final int x = begins[span.from()];
    final String words =
        span.activity().meaning() + span.on().map(on -> ": " + on).orElse("");
    return Bar.of(
        x,
        y,
        begins[span.to()] - x,
        STRIP,
        "activity " + span.activity().style(),
        span.activity().isWait() ? letter(span.activity()) + " " + span.on().orElse("") : "",
        words);
  }

  private static String letter(Activity activity) {
    return switch (activity) {
      case ASLEEP -> "S";
      case LOOPING -> "R";
      default -> "D";
    };
  }

  /** The middle of the strip. */
  public int middle() {
    return y + STRIP / 2;
  }
}
