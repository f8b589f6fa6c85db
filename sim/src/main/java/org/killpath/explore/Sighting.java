package org.killpath.explore;

import org.killpath.outcome.Verdict;

/**
 * What one or more executions of a cell showed alike.
 *
 * @param count how many
 * @param first the number of the first of them, from 0
 * @param schedule that of the one with the fewest handoffs
 * @param handoffs how many that one had
 */
public record Sighting(Verdict verdict, long count, long first, Schedule schedule, int handoffs) {
  /** The text that replays it. */
  public String token() {
    return ReplayToken.of(schedule).text();
  }
}
