package org.killpath.engine.strategy;

import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.runtime.Ready;

/** What PCT and POS share: each task has a priority, and the highest that can go on does. */
abstract class PriorityBased implements Strategy {
  private final long seed;
  private final long[] priority = new long[Kernel.MOST_TASKS];
  private long state;
  private long known;

  PriorityBased(long seed) {
    this.seed = seed;
  }

  @Override
  public boolean begin(long execution) {
    state = SplitMix.mix(seed + execution * SplitMix.GAMMA);
    known = 0;
    return true;
  }

  /** The next random number, uniform over 64 bits. */
  final long random() {
    state += SplitMix.GAMMA;
    return SplitMix.mix(state);
  }

  /** Gives every task that is seen for the first time a priority, and returns the highest. */
  final int highest(Ready ready) {
    int best = 0;
    for (int position = 0; position < ready.count(); position++) {
      final int task = ready.index(position);
      if ((known & 1L << task) == 0) {
        known |= 1L << task;
        priority[task] = fresh();
      }
      if (priority[task] > priority[ready.index(best)]) {
        best = position;
      }
    }
    return best;
  }

  /** The priority of a task that is new. */
  abstract long fresh();

  final void setPriority(int task, long value) {
    priority[task] = value;
  }
}
