package org.killpath.stress;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.killpath.explore.Cell;
import org.killpath.explore.Expectation;
import org.killpath.explore.Expectations;
import org.killpath.scenario.Scenario;

/**
 * Which cells to run first: those of the orderings that tell designs apart, that is under which the
 * designs are expected to show different things. Among them staged orderings come first, since few
 * samples of them say all; then races; then the raced twins of staged ones.
 */
final class Worth {
  private static final String TWIN = "raced-";

  private final Map<String, Integer> differences = new HashMap<>();

  Worth(List<Cell> cells, Expectations expectations) {
    final Map<String, Set<Expectation>> byScenario = new HashMap<>();
    for (Cell cell : cells) {
      expectations
          .of(cell)
          .ifPresent(expectation -> byScenario
              .computeIfAbsent(cell.scenario().id(), id -> new HashSet<>())
              .add(expectation));
    }
    byScenario.forEach((id, distinct) -> differences.put(id, distinct.size()));
  }

  /** True if the designs are expected to differ under this ordering. */
  boolean tellsDesignsApart(Scenario scenario) {
    return differences.getOrDefault(scenario.id(), 0) > 1;
  }

  /** The cells, those most worth their time first; the rest stays in its order. */
  List<Cell> sorted(List<Cell> cells) {
    return cells.stream()
        .sorted(Comparator.comparing((Cell cell) -> !tellsDesignsApart(cell.scenario()))
            .thenComparing(cell -> kind(cell.scenario())))
        .toList();
  }

  private static int kind(Scenario scenario) {
    if (scenario.isStaged()) {
      return 0;
    }
    return scenario.id().startsWith(TWIN) ? 2 : 1;
  }
}
