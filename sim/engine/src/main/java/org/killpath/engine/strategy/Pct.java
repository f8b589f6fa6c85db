package org.killpath.engine.strategy;

import java.util.List;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Ready;

/**
 * PCT, probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte: A randomized
 * scheduler with probabilistic guarantees of finding bugs, ASPLOS 2010).
 *
 * <p>Tasks have random priorities; at d - 1 random steps the one that is about to run falls below all
 * others. A bug of depth d is found with a probability of at least 1/(n k^(d-1)) in each execution,
 * n being the tasks and k the steps. Where k is not given it is the length of the longest execution
 * so far, of which the first therefore has the guarantee of depth 1 only.
 */
public final class Pct extends PriorityBased {
  /** Priorities of tasks that have not fallen are above this. */
  private static final long HIGH = 1L << 32;

  private final int depth;
  private final int[] changePoints;
  private int longest;
  private int step;

  /**
   * A strategy for bugs of a given depth.
   *
   * @param depth d, the number of ordering constraints a bug needs; at least 1
   * @param steps k, or 0 to learn it
   */
  public Pct(long seed, int depth, int steps) {
    super(seed);
    this.depth = depth;
    this.changePoints = new int[depth - 1];
    this.longest = steps;
  }

  @Override
  public String name() {
    return "pct" + depth;
  }

  @Override
  public boolean begin(long execution) {
    super.begin(execution);
    step = 0;
    for (int i = 0; i < changePoints.length; i++) {
      changePoints[i] = longest == 0 ? -1 : SplitMix.bounded(random(), longest);
    }
    return true;
  }

  @Override
  long fresh() {
    return HIGH + (random() >>> 2);
  }

  @Override
  public int choose(Ready ready) {
    int chosen = highest(ready);
    for (int i = 0; i < changePoints.length; i++) {
      if (changePoints[i] == step) {
        setPriority(ready.index(chosen), i + 1);
        chosen = highest(ready);
      }
    }
    step++;
    return chosen;
  }

  @Override
  public void end(List<Task> tasks) {
    longest = Math.max(longest, step);
  }
}
