package org.killpath.app.cli.option;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.search.Strategies;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectations;

/**
 * Which cells and strategies to measure.
 *
 * @param strategy the one that was asked for, if it was one
 */
public record BenchSelection(
    Catalogue catalogue, List<String> scenarios, List<String> designs, Optional<String> strategy) {

  public boolean namesCells() {
    return !scenarios.isEmpty() || !designs.isEmpty();
  }

  public List<String> strategies() {
    return strategy.map(List::of).orElseGet(() -> Strategies.all().names());
  }

  /**
   * The cells of the orderings named; if none are, those that are open, by what they are expected to
   * show.
   */
  public List<Cell> cells(BiPredicate<Cell, Set<Outcome>> isOpen) {
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
  public Cell oneCell() {
    return new Cell(
        catalogue.scenario(scenarios.stream().findFirst().orElse("kill-flush")),
        catalogue.design(designs.stream().findFirst().orElse("upstream")));
  }
}
