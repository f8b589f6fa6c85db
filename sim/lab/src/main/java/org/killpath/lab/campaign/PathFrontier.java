package org.killpath.lab.campaign;

import java.util.List;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.Ready;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.search.Runner;
import org.killpath.engine.strategy.Strategy;
import org.killpath.lab.cell.Cell;

/**
 * A path into the tree of executions: what the next execution does at each of its first steps, and
 * which alternatives are done with or still to come there.
 */
abstract class PathFrontier extends Frontier {
  PathFrontier(KeptSearch search) {
    super(search);
  }

  /** How many steps the path has. */
  abstract int length();

  /**
   * The choice at one step of the path, or {@link Strategy#CUT} where it is not followed by a world.
   */
  abstract int choose(int step, Ready ready);

  /** Is there a choice to be made, so that it counts as a step? */
  abstract boolean counts(Ready ready);

  @Override
  final void walk(Cell cell, Controlled controlled) {
    final Walk walk = new Walk();
    new Runner<>(cell, controlled).run(walk, StepObserver.NONE); // which cuts it where it ends
    expect(walk.step == length(), "does not lead through this world");
  }

  /** Along the path, and no further. */
  private final class Walk implements Strategy {
    private int step;

    @Override
    public String name() {
      return "frontier";
    }

    @Override
    public boolean begin(long execution) {
      return execution == 0;
    }

    @Override
    public int choose(Ready ready) {
      if (!counts(ready)) {
        return 0;
      }
      if (step == length()) {
        return CUT;
      }
      final int position = PathFrontier.this.choose(step, ready);
      if (position != CUT) {
        step++;
      }
      return position;
    }

    @Override
    public void end(List<Task> tasks) {
      // nothing follows
    }
  }
}
