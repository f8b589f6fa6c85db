package org.killpath.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.killpath.explore.Cell;
import org.killpath.explore.Expectations;
import org.killpath.explore.Strategies;
import org.killpath.outcome.Outcome;

/**
 * Which cells and strategies to measure.
 *
 * @param strategy the one that was asked for, if it was one
 */
record BenchSelection(
    Catalogue catalogue, List<String> scenarios, List<String> designs, Optional<String> strategy) {

  boolean namesCells() {
    return !scenarios.isEmpty() || !designs.isEmpty();
  }

  List<String> strategies() {
    return strategy.map(List::of).orElseGet(Strategies::names);
  }

  /**
   * The cells of the orderings named; if none are, those raced ones of which a search is not over
   * with the first schedule, by what they are expected to show.
   */
  List<Cell> cells(Predicate<Set<Outcome>> isOpen) {
    final List<Cell> cells = catalogue.cells(scenarios, designs);
    if (!scenarios.isEmpty()) {
      return cells;
    }
    final Expectations expectations = Expectations.load();
    return cells.stream()
        .filter(cell -> !cell.scenario().isStaged())
        .filter(cell -> expectations
            .of(cell)
            .filter(expected ->
                expected.may().contains(Outcome.COMPLETED) && expected.may().size() > 1)
            .isPresent())
        .toList();
  }

  /** One cell, to measure the speed of. */
  Cell oneCell() {
    return new Cell(
        catalogue.scenario(scenarios.stream().findFirst().orElse("kill-flush")),
        catalogue.design(designs.stream().findFirst().orElse("upstream")));
  }
}
