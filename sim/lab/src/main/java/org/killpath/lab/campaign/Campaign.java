package org.killpath.lab.campaign;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.killpath.engine.search.Strategies;
import org.killpath.lab.campaign.code.OwnClass;
import org.killpath.lab.campaign.file.BadFile;

/**
 * What a run is about, wherever parts of it are run: two results belong together only if these are
 * equal.
 *
 * @param version of the program
 * @param model of the model, see {@link org.killpath.lab.cell.ModelVersion}
 * @param scenarios the rows of the table, in their order
 * @param designs its columns
 * @param own the classes of somebody else's among what it is about
 */
public record Campaign(
    String version,
    int model,
    String strategy,
    long seed,
    Asked budget,
    List<String> scenarios,
    List<String> designs,
    List<OwnClass> own) {

  public Campaign {
    Objects.requireNonNull(version);
    Objects.requireNonNull(strategy);
    Objects.requireNonNull(budget);
    scenarios = List.copyOf(scenarios);
    designs = List.copyOf(designs);
    own = List.copyOf(own);
  }

  void check() {
    if (version.isBlank() || model < 1) {
      throw new BadFile("it is damaged: it does not say which program and model it is of");
    }
    if (Strategies.all().byName(strategy, seed).isEmpty()) {
      throw new BadFile("it is of strategy " + strategy + ", which is unknown here");
    }
    budget.check();
    checkNames(scenarios, "orderings");
    checkNames(designs, "designs");
  }

  private static void checkNames(List<String> names, String what) {
    if (names.isEmpty()
        || names.stream().anyMatch(String::isBlank)
        || new HashSet<>(names).size() < names.size()) {
      throw new BadFile("it is damaged: its list of " + what + " is none");
    }
  }

  /**
   * How many cells it has.
   *
   * @throws BadFile if these are more than can be dealt out
   */
  int size() {
    final long cells = (long) scenarios.size() * designs.size();
    if (cells >= Shard.MOST_PLACES) {
      throw new BadFile("it has " + cells + " cells, more than can be dealt out");
    }
    return (int) cells;
  }

  /** The number of a cell, row by row from 0; empty if it has no such cell. */
  Optional<Long> number(String scenario, String design) {
    final int row = scenarios.indexOf(scenario);
    final int column = designs.indexOf(design);
    return row < 0 || column < 0
        ? Optional.empty()
        : Optional.of((long) row * designs.size() + column);
  }

  /** In what {@code other} is another one; empty if it is the same. */
  public Optional<String> difference(Campaign other) {
    return differ("program", version, other.version)
        .or(() -> differ("model", String.valueOf(model), String.valueOf(other.model)))
        .or(() -> differ("seed", String.valueOf(seed), String.valueOf(other.seed)))
        .or(() -> differ("strategy", strategy, other.strategy))
        .or(() -> differ("a budget of", budget.toString(), other.budget.toString()))
        .or(() -> scenarios.equals(other.scenarios) && designs.equals(other.designs)
            ? Optional.empty()
            : Optional.of("other orderings or designs"))
        .or(() -> OwnClass.difference(own, other.own));
  }

  private static Optional<String> differ(String what, String one, String other) {
    return one.equals(other)
        ? Optional.empty()
        : Optional.of(what + " " + one + " against " + what + " " + other);
  }
}
