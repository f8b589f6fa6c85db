package org.killpath.lab.cell;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.killpath.engine.search.Bounds;

/**
 * When to stop.
 *
 * @param schedules at most so many in each cell
 * @param staged at most so many in each cell whose ordering is staged, which leaves less to chance
 * @param time at most so long for all cells together, an equal part for each
 */
public record Budget(OptionalLong schedules, OptionalLong staged, Optional<Duration> time) {
  public Budget(OptionalLong schedules, Optional<Duration> time) {
    this(schedules, schedules, time);
  }

  public Budget {
    if (schedules.isEmpty() && time.isEmpty()) {
      throw new IllegalArgumentException("a budget has a bound");
    }
  }

  public static Budget ofSchedules(long schedules) {
    return new Budget(OptionalLong.of(schedules), Optional.empty());
  }

  /** The same, but no more of a staged ordering than so many. */
  public Budget withStaged(long most) {
    return new Budget(schedules, OptionalLong.of(most), time);
  }

  /** How many schedules of {@code cell} there may be at most. */
  long most(Cell cell) {
    return (cell.scenario().isStaged() ? staged : schedules).orElse(Long.MAX_VALUE);
  }

  /** For the engine. */
  public Bounds<Cell> bounds() {
    return new Bounds<>(schedules.isPresent() ? Optional.of(this::most) : Optional.empty(), time);
  }
}
