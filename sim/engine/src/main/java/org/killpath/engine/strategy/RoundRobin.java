package org.killpath.engine.strategy;

import java.util.List;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Ready;

/** The tasks take turns, a step each: one execution, always the same. */
public final class RoundRobin implements Strategy {
  private int last;

  @Override
  public String name() {
    return "round-robin";
  }

  @Override
  public boolean begin(long execution) {
    last = -1;
    return execution == 0;
  }

  @Override
  public int choose(Ready ready) {
    int chosen = 0;
    for (int position = ready.count() - 1; position >= 0; position--) {
      if (ready.index(position) > last) {
        chosen = position;
      }
    }
    last = ready.index(chosen);
    return chosen;
  }

  @Override
  public void end(List<Task> tasks) {
    // nothing is learned
  }
}
