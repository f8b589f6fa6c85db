package org.killpath.stress.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.killpath.stress.fork.Plan;
import org.killpath.stress.result.CellReport;

/**
 * Divides the work into rounds: each is one plan for each fork that runs side by side, and ends by
 * the clock. What was seen in one round decides what the next one runs.
 */
final class Rounds {
  /** A fork that breaks off takes along whatever it counted. */
  private static final Duration LONGEST = Duration.ofSeconds(75);

  /** The first seconds of a fork have a tenth of the worlds of later ones. */
  private static final Duration WORTH_A_FORK = Duration.ofSeconds(20);

  /** Less than this shows too little. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** Worlds at a time of a cell whose worth is 1, in turns with all others. */
  private static final int TURNS = 2;

  private static final int ROUNDS = 4;

  private final Duration usual;
  private Duration overhead = Duration.ofMillis(1_500);
  private boolean begun;

  /** For a run that takes so long in all. */
  Rounds(Duration whole) {
    final Duration part = whole.dividedBy(ROUNDS);
    this.usual = part.compareTo(LONGEST) > 0 ? LONGEST : max(part, WORTH_A_FORK);
  }

  /**
   * How long the next round samples, if there is time for one. The first one always has some: a run
   * without any world says nothing.
   */
  Optional<Duration> next(Duration remaining) {
    final Duration left = remaining.minus(overhead);
    final boolean isFirst = !begun;
    begun = true;
    if (left.compareTo(SHORTEST) < 0) {
      return isFirst ? Optional.of(SHORTEST) : Optional.empty();
    }
    final long rounds = Math.max(1, Math.round((double) left.toMillis() / usual.toMillis()));
    final Duration each = left.minus(overhead.multipliedBy(rounds - 1)).dividedBy(rounds);
    return Optional.of(max(each, SHORTEST));
  }

  /** A round that sampled for {@code sampling} took so long in all. */
  void took(Duration sampling, Duration inAll) {
    overhead = max(inAll.minus(sampling), Duration.ZERO);
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** A plan for each fork; none if no cell needs or is worth any more worlds. */
  static List<Plan> plans(Collection<CellReport> cells, int forks) {
    final List<Plan> plans = new ArrayList<>();
    for (int fork = 0; fork < forks; fork++) {
      final Plan plan = plan(dealt(cells, fork, forks));
      if (!plan.passes().isEmpty()) {
        plans.add(plan);
      }
    }
    return plans;
  }

  private static List<CellReport> dealt(Collection<CellReport> cells, int fork, int forks) {
    final List<CellReport> dealt = new ArrayList<>();
    int number = 0;
    for (CellReport cell : cells) {
      if (number++ % forks == fork) {
        dealt.add(cell);
      }
    }
    return dealt;
  }

  /** First what every cell needs, then what races need, then whatever is worth most. */
  private static Plan plan(List<CellReport> cells) {
    return new Plan(List.of(
        pass(cells, cell -> Need.LEAST - worlds(cell)),
        pass(cells, cell -> Need.least(cell.cell()) - Math.max(Need.LEAST, worlds(cell))),
        pass(cells, cell -> TURNS * Need.worth(cell))));
  }

  private static Plan.Pass pass(List<CellReport> cells, ToIntFunction<CellReport> wanted) {
    return new Plan.Pass(cells.stream()
        .filter(cell -> wanted.applyAsInt(cell) > 0)
        .map(cell -> new Plan.Share(cell.cell().cellId(), wanted.applyAsInt(cell)))
        .toList());
  }

  private static int worlds(CellReport cell) {
    return (int) Math.min(Integer.MAX_VALUE, cell.worlds());
  }
}
