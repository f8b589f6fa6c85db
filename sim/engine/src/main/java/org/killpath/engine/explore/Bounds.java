package org.killpath.engine.explore;

import java.time.Duration;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * When to stop; at least one of the two is there.
 *
 * @param most how many schedules of a subject there may be at most
 * @param time how long all subjects together may take: an equal part each, and what some leave those that
 *     need more, which are searches and whoever has not had as many schedules as were asked for
 */
public record Bounds<S>(Optional<ToLongFunction<S>> most, Optional<Duration> time) {
  public Bounds {
    if (most.isEmpty() && time.isEmpty()) {
      throw new IllegalArgumentException("a search needs a bound");
    }
  }

  /** So many schedules of each subject. */
  public static <S> Bounds<S> ofSchedules(long schedules) {
    return new Bounds<>(Optional.of(subject -> schedules), Optional.empty());
  }

  long most(S subject) {
    return most.map(bound -> bound.applyAsLong(subject)).orElse(Long.MAX_VALUE);
  }
}
