package org.killpath.stress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with the results of a run, and what is merely worth a word. */
final class Inspection {
  private final List<String> failures = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final Map<String, Integer> unaccounted = new LinkedHashMap<>();

  /** Looks at one cell. */
  void inspect(StressedCell result) {
    final String cell = result.cell() + ": ";
    objections(result).forEach(objection -> failures.add(cell + objection));
    if (result.skipped().isPresent() || result.broken().isPresent()) {
      return;
    }
    if (result.expectation().isEmpty()) {
      unaccounted.merge(result.cell().design().id(), 1, Integer::sum);
    }
    if (!result.cell().scenario().isStaged()) {
      result.unseen().forEach(outcome -> remarks.add(cell + outcome + " did not appear this time"));
    }
  }

  /** What is wrong with one cell. */
  static List<String> objections(StressedCell result) {
    if (result.skipped().isPresent()) {
      return List.of();
    }
    if (result.broken().isPresent()) {
      return List.of(result.broken().get());
    }
    if (result.total() == 0) {
      return List.of("the test ran no samples");
    }
    final List<String> objections = new ArrayList<>();
    if (result.missed() > 0) {
      objections.add("the ordering did not come about in "
          + result.missed()
          + " of "
          + result.total()
          + " samples");
    }
    result.unexpected().forEach(outcome -> objections.add(outcome + " is not expected"));
    if (result.cell().scenario().isStaged()) {
      result.unseen().forEach(outcome -> objections.add(outcome + " never appeared"));
    }
    return objections;
  }

  /** Looks at a test that judges itself. */
  void inspect(SelfJudged test) {
    if (test.broken().isPresent()) {
      failures.add(test.name() + ": " + test.broken().get());
    } else if (test.total() == 0) {
      failures.add(test.name() + ": the test ran no samples");
    }
    test.forbidden().forEach(text -> failures.add(test.name() + ": " + text));
  }

  /** Each of these fails the run. */
  List<String> failures() {
    return failures;
  }

  /** These do not. */
  List<String> remarks() {
    final List<String> all = new ArrayList<>(remarks);
    unaccounted.forEach((design, cells) -> all.add(design
        + ": nobody has said what it may show in "
        + cells
        + (cells == 1 ? " ordering" : " orderings")));
    return all;
  }
}
