package org.killpath.engine.strategy;

import java.util.List;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Ready;

/** At each step, any task that can go on, all with the same probability. */
public final class RandomWalk implements Strategy {
  /** Its name on the command line. */
  public static final String NAME = "random-walk";

  private final long seed;
  private long state;

  /** Draws everything from {@code seed}. */
  public RandomWalk(long seed) {
    this.seed = seed;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean begin(long execution) {
    state = SplitMix.mix(seed + execution * SplitMix.GAMMA);
    return true;
  }

  @Override
  public int choose(Ready ready) {
    final int count = ready.count();
    if (count == 1) {
      return 0;
    }
    state += SplitMix.GAMMA;
    return SplitMix.bounded(SplitMix.mix(state), count);
  }

  @Override
  public void end(List<Task> tasks) {
    // nothing is learned
  }
}
