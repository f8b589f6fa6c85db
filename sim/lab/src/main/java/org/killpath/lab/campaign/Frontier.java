package org.killpath.lab.campaign;

import java.util.List;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.Ready;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.search.Runner;
import org.killpath.engine.strategy.Strategy;
import org.killpath.lab.campaign.file.BadFile;
import org.killpath.lab.cell.Cell;

/**
 * What a search has left to try, as a path into the tree of executions: what the next execution does
 * at each of its first steps, and which alternatives are done with or still to come there.
 *
 * <p>Some lies show in the numbers alone, others when an execution is led along the path. That an
 * alternative is called done that never was does not: to know that, one would have to do it.
 */
abstract class Frontier {
  private final KeptSearch search;

  Frontier(KeptSearch search) {
    this.search = search;
  }

  static Frontier of(KeptSearch search) {
    return switch (search.strategy()) {
      case "dpor" -> new DporFrontier(search);
      case "dfs" -> new BoundedFrontier(search, Integer.MAX_VALUE);
      case "preemption-bounded1" -> new BoundedFrontier(search, 1);
      case "preemption-bounded2" -> new BoundedFrontier(search, 2);
      default ->
        throw new BadFile(
            "it is of strategy " + search.strategy() + ", which leaves nothing to go on with");
    };
  }

  /** Makes sure that the numbers are such as a search leaves behind. */
  abstract void check();

  /** How many steps the path has. */
  abstract int length();

  /**
   * The choice at one step of the path, or {@link Strategy#CUT} where it is not followed by a world.
   */
  abstract int choose(int step, Ready ready);

  /** Is there a choice to be made, so that it counts as a step? */
  abstract boolean counts(Ready ready);

  final List<Long> numbers() {
    return search.frontier();
  }

  final KeptSearch search() {
    return search;
  }

  static void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new BadFile("it is damaged: its frontier " + otherwise);
    }
  }

  /**
   * Leads one execution of {@code cell} along the path.
   *
   * @throws BadFile if the world is not one in which a search can have left it
   */
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
      final int position = Frontier.this.choose(step, ready);
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
