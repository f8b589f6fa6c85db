package org.killpath.lab.campaign;

import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.search.Runner;
import org.killpath.engine.search.Strategies;
import org.killpath.engine.strategy.Systematic;
import org.killpath.lab.cell.Cell;

/** That of a strategy of somebody's own, which alone knows what its numbers mean, and is asked. */
final class OwnFrontier extends Frontier {
  OwnFrontier(KeptSearch search) {
    super(search);
  }

  @Override
  void check() {
    resumed();
  }

  private Systematic resumed() {
    final Systematic fresh = (Systematic)
        Strategies.all().byName(search().strategy(), search().seed()).orElseThrow();
    try {
      fresh.resume(numbers().stream().mapToLong(Long::longValue).toArray());
    } catch (RuntimeException refused) {
      throw damaged("is refused by " + search().strategy() + ": " + refused.getMessage());
    }
    return fresh;
  }

  @Override
  void walk(Cell cell, Controlled controlled) {
    final Systematic fresh = resumed();
    try {
      if (fresh.begin(search().begun())) {
        new Runner<>(cell, controlled).run(fresh, StepObserver.NONE);
        return;
      }
    } catch (RuntimeException lost) {
      throw damaged("does not lead through this world: " + lost.getMessage());
    }
    throw damaged("leaves " + search().strategy() + " nothing to try");
  }
}
