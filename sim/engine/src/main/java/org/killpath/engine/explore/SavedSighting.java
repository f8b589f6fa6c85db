package org.killpath.engine.explore;

import java.util.Objects;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.search.BadToken;
import org.killpath.engine.search.Runner;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Subject;
import org.killpath.engine.search.Token;

/**
 * A sighting, written down: its execution as a replay token, so that the evidence is had again by
 * running it. The numbers are those of {@link Sighting}.
 */
public record SavedSighting(long count, long first, int handoffs, int handoffsFound, String token) {
  public SavedSighting {
    Objects.requireNonNull(token);
  }

  /** Writes {@code seen} down. */
  public static SavedSighting of(Sighting<?> seen) {
    return new SavedSighting(
        seen.count(), seen.first(), seen.handoffs(), seen.handoffsFound(), seen.token());
  }

  /**
   * The sighting itself.
   *
   * @throws BadToken if the token is damaged, of another model, or of another subject
   * @throws org.killpath.engine.strategy.ReplayMismatch if the execution is not the one that was
   *     recorded
   */
  public <S extends Subject> Sighting<S> restore(S subject, Controlled controlled) {
    return restore(new Runner<>(subject, controlled));
  }

  /** Likewise, with a verdict by the judge of {@code runner}. */
  <S extends Subject> Sighting<S> restore(Runner<S> runner) {
    final Schedule<S> schedule = Token.parse(token, runner.subject()).schedule();
    return new Sighting<>(
        schedule.replay(runner, StepObserver.NONE),
        count,
        first,
        schedule,
        handoffs,
        handoffsFound);
  }
}
