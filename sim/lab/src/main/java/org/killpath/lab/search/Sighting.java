package org.killpath.lab.search;

import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;

/**
 * What one or more executions of a cell showed alike.
 *
 * @param count how many
 * @param first the number of the first of them, from 0
 * @param schedule that of the one with the fewest handoffs, or a simpler one with the same verdict
 * @param handoffs how many it has
 * @param handoffsFound how many the one with the fewest had, before it was made simpler
 */
public record Sighting(
    Verdict verdict, long count, long first, Schedule schedule, int handoffs, int handoffsFound) {
  /** The text that replays it. */
  public String token() {
    return ReplayToken.of(schedule).text();
  }

  /** The same with a simpler schedule, if there is one; one that completed stays as it is. */
  Sighting shrunk(Controlled controlled) {
    if (verdict.outcome() == Outcome.COMPLETED) {
      return this;
    }
    final Shrinker.Shrunk simpler =
        new Shrinker(schedule.cell(), controlled).shrink(schedule, handoffs, verdict);
    return new Sighting(
        simpler.schedule().replay(controlled, StepObserver.NONE),
        count,
        first,
        simpler.schedule(),
        simpler.handoffs(),
        handoffsFound);
  }
}
