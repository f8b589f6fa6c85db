package org.killpath.app.report.letter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.killpath.engine.search.Result;
import org.killpath.engine.search.Sighting;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.VhostOutcome;

/** Which of all that was seen a letter tells in full. */
final class Decisive {
  /** More than that, nobody reads. */
  static final int MOST = 4;

  private Decisive() {}

  /**
   * What did not complete: first that of the first design, upstream as a rule, then whatever differs
   * from all before in its ordering, in its outcome, or in where it is stuck.
   */
  static List<Sighting<Cell>> of(List<Result<Cell>> results) {
    final List<Sighting<Cell>> chosen = new ArrayList<>();
    final Set<String> told = new HashSet<>();
    for (Sighting<Cell> sighting : bad(results)) {
      final String story = sighting.schedule().subject().scenario().id() + " "
          + sighting.verdict().summary();
      if (chosen.size() < MOST && told.add(story)) {
        chosen.add(sighting);
      }
    }
    return chosen;
  }

  /** All that did not complete: by design, and within that by ordering. */
  static List<Sighting<Cell>> bad(List<Result<Cell>> results) {
    final List<Sighting<Cell>> bad = new ArrayList<>();
    final List<String> designs = results.stream()
        .map(result -> result.subject().design().id())
        .distinct()
        .toList();
    for (String design : designs) {
      for (Result<Cell> result : results) {
        if (result.subject().design().id().equals(design)) {
          result.sightings().stream()
              .findFirst()
              .filter(worst -> worst.verdict().outcome() != VhostOutcome.COMPLETED)
              .ifPresent(bad::add);
        }
      }
    }
    return bad;
  }
}
