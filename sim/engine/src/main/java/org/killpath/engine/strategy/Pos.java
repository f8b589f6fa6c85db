package org.killpath.engine.strategy;

import java.util.List;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Ready;

/**
 * POS, partial order sampling (Yuan, Yang, Gu: Partial order aware concurrency sampling, CAV 2018):
 * each pending operation has a random priority, the highest is performed, and those that depend on
 * it draw again.
 */
public final class Pos extends PriorityBased {
  private static final long EVERYBODY = -1;

  /** What each task would access next, in a row each. */
  private final Accesses pending = new Accesses(Kernel.MOST_TASKS);

  /** Whose row is not up to date: they have moved since, or what they access changes meanwhile. */
  private long stale;

  /** Draws everything from {@code seed}. */
  public Pos(long seed) {
    super(seed);
  }

  @Override
  public String name() {
    return "pos";
  }

  @Override
  long fresh() {
    return random();
  }

  @Override
  public boolean begin(long execution) {
    stale = EVERYBODY;
    return super.begin(execution);
  }

  @Override
  public int choose(Ready ready) {
    final int chosen = highest(ready);
    final int performs = ready.index(chosen);
    setPriority(performs, random());
    if (ready.count() > 1) {
      update(ready);
      for (int position = 0; position < ready.count(); position++) {
        final int other = ready.index(position);
        if (other != performs && pending.race(performs, other)) {
          setPriority(other, random());
        }
      }
    }
    stale |= 1L << performs;
    return chosen;
  }

  private void update(Ready ready) {
    for (int position = 0; position < ready.count(); position++) {
      final int index = ready.index(position);
      if ((stale & 1L << index) != 0) {
        final Op op = ready.op(position);
        pending.set(index, ready.task(position), op, ready.on(position));
        if (!Dependence.changes(op)) {
          stale &= ~(1L << index);
        }
      }
    }
  }

  @Override
  public void end(List<Task> tasks) {
    // nothing is learned
  }
}
