package org.killpath.lab.invent;

import java.util.ArrayList;
import java.util.List;
import org.killpath.lab.scenario.Scenario;

/**
 * A piece of the measuring of a set: some orderings, and how each is explored.
 *
 * @param strategy by name
 * @param schedules at most so many of each
 */
public record Stage(List<Scenario> rows, String strategy, long schedules) {
  private static final int ROWS = 12;
  private static final String SAMPLING = "pos";
  private static final String PROVING = "dpor";

  /** Staged orderings first, since they leave less to chance; then raced ones. */
  static List<Stage> sampling(List<Scenario> scenarios, long staged, long raced) {
    final List<Stage> stages = new ArrayList<>();
    cut(scenarios.stream().filter(Scenario::isStaged).toList(), staged, stages);
    cut(scenarios.stream().filter(scenario -> !scenario.isStaged()).toList(), raced, stages);
    return stages;
  }

  private static void cut(List<Scenario> rows, long schedules, List<Stage> stages) {
    for (int from = 0; from < rows.size(); from += ROWS) {
      stages.add(
          new Stage(rows.subList(from, Math.min(rows.size(), from + ROWS)), SAMPLING, schedules));
    }
  }

  /** All orderings, to be proven with at most so many executions. */
  static Stage proving(List<Scenario> scenarios, long executions) {
    return new Stage(scenarios, PROVING, executions);
  }
}
