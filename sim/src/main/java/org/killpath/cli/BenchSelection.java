package org.killpath.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
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
   * The cells of the orderings named; if none are, those that are open, by what they are expected to
   * show.
   */
  List<Cell> cells(BiPredicate<Cell, Set<Outcome>> isOpen) {
    final List<Cell> cells = catalogue.cells(scenarios, designs);
    if (!scenarios.isEmpty()) {
      return cells;
    }
    final Expectations expectations = Expectations.load();
    return cells.stream()
        .filter(cell -> expectations
            .of(cell)
            .filter(expected -> isOpen.test(cell, expected.may()))
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
