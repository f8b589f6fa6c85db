package org.killpath.lab.invent;

import java.util.ArrayList;
import java.util.List;
import org.killpath.lab.scenario.Scenario;

/**
 * A piece of the measuring of a set: some orderings of one form, and how each is explored.
 *
 * @param strategy by name
 * @param schedules at most so many of each
 */
public record Stage(List<Scenario> rows, String strategy, long schedules) {
  private static final int ROWS = 12;
  private static final int TRIED_FIRST = 3;
  private static final String SAMPLING = "pos";
  private static final String PROVING = "dpor";

  /** Orderings in the order given, cut into pieces; staged ones leave less to chance. */
  static List<Stage> sampling(List<Scenario> rows, long staged, long raced) {
    final List<Stage> stages = new ArrayList<>();
    for (int from = 0; from < rows.size(); ) {
      final boolean form = rows.get(from).isStaged();
      int to = from;
      while (to < rows.size() && to < from + ROWS && rows.get(to).isStaged() == form) {
        to++;
      }
      stages.add(new Stage(rows.subList(from, to), SAMPLING, form ? staged : raced));
      from = to;
    }
    return stages;
  }

  /**
   * All that {@code question} asks of a set: raced orderings are searched with a third of the executions
   * that would be sampled, which is often all that there are, and sampled where that was too few; then
   * they are looked at closer, and at last all are explored.
   */
  static List<Stage> all(Question question) {
    final List<Stage> stages = new ArrayList<>();
    for (Stage stage : sampling(question.scenarios(), question.staged(), question.raced())) {
      if (!stage.rows().get(0).isStaged()) {
        stages.add(proving(stage.rows(), Math.max(1, stage.schedules() / TRIED_FIRST)));
      }
      stages.add(stage);
    }
    if (question.deep() > 0) {
      final List<Scenario> raced =
          question.scenarios().stream().filter(row -> !row.isStaged()).toList();
      stages.add(deepening(raced, question.deep()));
    }
    if (question.proof() > 0) {
      stages.add(proving(question.scenarios(), question.proof()));
    }
    return stages;
  }

  /** Those in which something is rare. */
  static Stage deepening(List<Scenario> rows, long schedules) {
    return new Stage(rows, SAMPLING, schedules);
  }

  /** Is it an exploration, of which more executions come to the same at first? */
  boolean isProof() {
    return strategy.equals(PROVING);
  }

  /** To be proven, each with at most so many executions. */
  static Stage proving(List<Scenario> rows, long executions) {
    return new Stage(rows, PROVING, executions);
  }
}
