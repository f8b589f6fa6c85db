package org.killpath.engine.strategy;

import org.killpath.engine.runtime.Ready;

/**
 * POS, partial order sampling (Yuan, Yang, Gu: Partial order aware concurrency sampling, CAV 2018):
 * each pending operation has a random priority, the highest is performed, and those that depend on
 * it draw again.
 */
public final class Pos extends PriorityBased {
  private final int[] performed = new int[Dependence.MOST];
  private final int[] pending = new int[Dependence.MOST];

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
      Dependence.accesses(ready.task(chosen), ready.op(chosen), ready.on(chosen), performed, 0);
      for (int position = 0; position < ready.count(); position++) {
        if (position != chosen) {
          Dependence.accesses(
              ready.task(position), ready.op(position), ready.on(position), pending, 0);
          if (Dependence.dependent(performed, 0, pending, 0)) {
            setPriority(ready.index(position), random());
          }
        }
      }
    }
    return chosen;
  }
}
