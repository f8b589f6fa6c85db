package org.killpath.lab.campaign;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run is about, wherever parts of it are run: two results belong together only if these are
 * equal.
 *
 * @param version of the program
 * @param model of the model, see {@link org.killpath.lab.cell.ModelVersion}
 * @param budget in words
 * @param scenarios the rows of the table, in their order
 * @param designs its columns
 */
public record Campaign(
    String version,
    int model,
    String strategy,
    long seed,
    String budget,
    List<String> scenarios,
    List<String> designs) {

  public Campaign {
    Objects.requireNonNull(version);
    Objects.requireNonNull(strategy);
    Objects.requireNonNull(budget);
    scenarios = List.copyOf(scenarios);
    designs = List.copyOf(designs);
  }

  /** In what {@code other} is another one; empty if it is the same. */
  public Optional<String> difference(Campaign other) {
    return differ("program", version, other.version)
        .or(() -> differ("model", String.valueOf(model), String.valueOf(other.model)))
        .or(() -> differ("seed", String.valueOf(seed), String.valueOf(other.seed)))
        .or(() -> differ("strategy", strategy, other.strategy))
        .or(() -> differ("budget", budget, other.budget))
        .or(() -> scenarios.equals(other.scenarios) && designs.equals(other.designs)
            ? Optional.empty()
            : Optional.of("other orderings or designs"));
  }

  private static Optional<String> differ(String what, String one, String other) {
    return one.equals(other)
        ? Optional.empty()
        : Optional.of(what + " " + one + " against " + what + " " + other);
  }
}
