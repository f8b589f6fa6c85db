package org.killpath.engine.strategy;

import java.util.Arrays;
import java.util.List;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Ready;

/**
 * URW, the uniform random walk (Zhao, Wolff, Mathur, Roychoudhury: Selectively uniform concurrency
 * testing, ASPLOS 2025): a task is chosen with a probability proportional to the steps it has still
 * to take, so that all interleavings of tasks that do not wait are equally likely. How many steps a
 * task takes is learned from the executions before: the most it has taken so far.
 */
public final class UniformRandomWalk implements Strategy {
  private final long seed;
  private final int[] most = new int[Kernel.MOST_TASKS];
  private final int[] taken = new int[Kernel.MOST_TASKS];
  private long state;

  /** Draws everything from {@code seed}. */
  public UniformRandomWalk(long seed) {
    this.seed = seed;
  }

  @Override
  public String name() {
    return "urw";
  }

  @Override
  public boolean begin(long execution) {
    state = SplitMix.mix(seed + execution * SplitMix.GAMMA);
    Arrays.fill(taken, 0);
    return true;
  }

  @Override
  public int choose(Ready ready) {
    int chosen = 0;
    if (ready.count() > 1) {
      int sum = 0;
      for (int position = 0; position < ready.count(); position++) {
        sum += weight(ready.index(position));
      }
      state += SplitMix.GAMMA;
      int left = SplitMix.bounded(SplitMix.mix(state), sum);
      while (left >= weight(ready.index(chosen))) {
        left -= weight(ready.index(chosen));
        chosen++;
      }
    }
    taken[ready.index(chosen)]++;
    return chosen;
  }

  private int weight(int task) {
    return Math.max(1, most[task] - taken[task]);
  }

  @Override
  public void end(List<Task> tasks) {
    for (int task = 0; task < most.length; task++) {
      most[task] = Math.max(most[task], taken[task]);
    }
  }
}
