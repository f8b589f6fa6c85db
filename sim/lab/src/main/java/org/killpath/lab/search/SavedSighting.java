package org.killpath.lab.search;

import java.util.Objects;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.strategy.ReplayMismatch;
import org.killpath.lab.cell.Cell;

/**
 * A sighting, written down: its execution as a replay token, so that the evidence is had again by
 * running it.
 */
public record SavedSighting(long count, long first, int handoffs, int handoffsFound, String token) {
  public SavedSighting {
    Objects.requireNonNull(token);
  }

  public static SavedSighting of(Sighting seen) {
    return new SavedSighting(
        seen.count(), seen.first(), seen.handoffs(), seen.handoffsFound(), seen.token());
  }

  /**
   * The sighting itself.
   *
   * @throws BadToken if the token is damaged, of another model, or of another cell
   * @throws ReplayMismatch if the execution is not the one that was recorded
   */
  public Sighting restore(Cell cell, Controlled controlled) {
    return restore(cell, new Execution(cell, controlled), controlled);
  }

  /** Likewise, with a verdict by the judge of {@code execution}. */
  Sighting restore(Cell cell, Execution execution, Controlled controlled) {
    final Schedule schedule = ReplayToken.parse(token, cell).schedule();
    return new Sighting(
        schedule.replay(execution, controlled, StepObserver.NONE),
        count,
        first,
        schedule,
        handoffs,
        handoffsFound);
  }
}
