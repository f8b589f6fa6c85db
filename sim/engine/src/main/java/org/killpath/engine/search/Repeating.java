package org.killpath.engine.search;

import java.util.List;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Deviations;
import org.killpath.engine.runtime.Ready;
import org.killpath.engine.strategy.ReplayMismatch;
import org.killpath.engine.strategy.Strategy;

/**
 * The plain course, which is to go on with the current task, else with the oldest that can; left
 * where a schedule left it.
 */
class Repeating implements Strategy {
  private final int[] deviations;
  private int next;
  private int plain;

  /**
   * @param deviations as {@link Schedule} has them
   */
  Repeating(int[] deviations) {
    this.deviations = deviations.clone();
  }

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public boolean begin(long execution) {
    next = 0;
    plain = 0;
    return execution == 0;
  }

  @Override
  public final int choose(Ready ready) {
    if (ready.count() == 1) {
      return 0;
    }
    if (next == deviations.length || plain < deviations[next]) {
      plain++;
      return Deviations.plain(ready);
    }
    final int position = deviations[next + 1];
    next += 2;
    plain = 0;
    return position < ready.count() ? position : misfit(position, ready);
  }

  /** The schedule wants a task that is not there. */
  int misfit(int position, Ready ready) {
    throw new ReplayMismatch("the schedule chooses task " + (position + 1) + " of " + ready.count()
        + " that can take a step");
  }

  @Override
  public void end(List<Task> tasks) {
    // nothing follows
  }
}
