package org.killpath.engine.search;

import java.time.Duration;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * When to stop; at least one of the two is there.
 *
 * @param most how many schedules of a subject there may be at most
 * @param time how long all subjects together may take; each has an equal part
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
