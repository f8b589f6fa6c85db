package org.killpath.engine.explore;

import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Shrinker;
import org.killpath.engine.search.Subject;

/**
 * What one or more executions of a subject showed alike.
 *
 * @param count how many
 * @param first the number of the first of them, from 0
 * @param schedule that of the one with the fewest handoffs, or a simpler one with the same verdict
 * @param handoffs how many it has
 * @param handoffsFound how many the one with the fewest had, before it was made simpler
 */
public record Sighting<S extends Subject>(
    Verdict verdict,
    long count,
    long first,
    Schedule<S> schedule,
    int handoffs,
    int handoffsFound) {
  /** The text that replays it. */
  public String token() {
    return schedule.token();
  }

  /** The same with a simpler schedule, if there is one; one that shows no failure stays as it is. */
  public Sighting<S> shrunk(Controlled controlled) {
    if (!verdict.outcome().isFailure()) {
      return this;
    }
    final Shrinker.Shrunk<S> simpler =
        new Shrinker<>(schedule.subject(), controlled).shrink(schedule, handoffs, verdict);
    return new Sighting<>(
        simpler.verdict(), count, first, simpler.schedule(), simpler.handoffs(), handoffsFound);
  }
}
