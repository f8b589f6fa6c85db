package org.killpath.engine.strategy;

import java.util.List;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Ready;

/**
 * POS, partial order sampling (Yuan, Yang, Gu: Partial order aware concurrency sampling, CAV 2018):
 * each pending operation has a random priority, the highest is performed, and those that depend on
 * it draw again.
 */
public final class Pos extends PriorityBased {
  private static final int PERFORMED = 0;
  private static final int PENDING = 1;

  private final Accesses accesses = new Accesses(2);

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
  public int choose(Ready ready) {
    final int chosen = highest(ready);
    setPriority(ready.index(chosen), random());
    if (ready.count() > 1) {
      note(PERFORMED, ready, chosen);
      for (int position = 0; position < ready.count(); position++) {
        if (position != chosen) {
          note(PENDING, ready, position);
          if (Accesses.dependent(accesses, PERFORMED, accesses, PENDING)) {
            setPriority(ready.index(position), random());
          }
        }
      }
    }
    return chosen;
  }

  private void note(int row, Ready ready, int position) {
    accesses.set(row, ready.task(position), ready.op(position), ready.on(position));
  }

  @Override
  public void end(List<Task> tasks) {
    // nothing is learned
  }
}
