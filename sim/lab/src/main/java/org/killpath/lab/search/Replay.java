package org.killpath.lab.search;

import org.killpath.engine.runtime.Ready;
import org.killpath.engine.strategy.ReplayMismatch;
import org.killpath.engine.strategy.Strategy;

/** Repeats recorded choices; where they end, goes on with the current task, else the oldest. */
public final class Replay implements Strategy {
  private final byte[] choices;
  private int next;

  public Replay(byte[] choices) {
    this.choices = choices.clone();
  }

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public boolean begin(long execution) {
    next = 0;
    return execution == 0;
  }

  @Override
  public int choose(Ready ready) {
    if (ready.count() == 1) {
      return 0;
    }
    if (next < choices.length) {
      final int position = choices[next++];
      if (position >= ready.count()) {
        throw new ReplayMismatch(
            "choice " + next + " is task " + position + " of " + ready.count());
      }
      return position;
    }
    return Math.max(ready.current(), 0);
  }
}
