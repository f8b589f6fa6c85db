package org.killpath.explore;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When to stop.
 *
 * @param schedules at most so many in each cell
 * @param time at most so long for all cells together, an equal part for each
 */
public record Budget(OptionalLong schedules, Optional<Duration> time) {
  public Budget {
    if (schedules.isEmpty() && time.isEmpty()) {
      throw new IllegalArgumentException("a budget has a bound");
    }
  }

  public static Budget ofSchedules(long schedules) {
    return new Budget(OptionalLong.of(schedules), Optional.empty());
  }
}
