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
    final String cell = result.cell().toString();
    if (result.skipped().isPresent()) {
      return;
    }
    if (result.broken().isPresent()) {
      failures.add(cell + ": " + result.broken().get());
      return;
    }
    if (result.total() == 0) {
      failures.add(cell + ": the test ran no samples");
      return;
    }
    if (result.missed() > 0) {
      failures.add(cell
          + ": the ordering did not come about in "
          + result.missed()
          + " of "
          + result.total()
          + " samples");
    }
    if (result.expectation().isEmpty()) {
      unaccounted.merge(result.cell().design().id(), 1, Integer::sum);
    }
    result
        .unexpected()
        .forEach(outcome -> failures.add(cell + ": " + outcome + " is not expected"));
    if (result.cell().scenario().isStaged()) {
      result.unseen().forEach(outcome -> failures.add(cell + ": " + outcome + " never appeared"));
    } else {
      result
          .unseen()
          .forEach(outcome -> remarks.add(cell + ": " + outcome + " did not appear this time"));
    }
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
