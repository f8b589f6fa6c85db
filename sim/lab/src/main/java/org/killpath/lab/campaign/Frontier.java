package org.killpath.lab.campaign;

import java.util.List;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.search.Strategies;
import org.killpath.engine.strategy.Strategy;
import org.killpath.engine.strategy.Systematic;
import org.killpath.lab.campaign.file.BadFile;
import org.killpath.lab.cell.Cell;

/**
 * What a search has left to try, in the numbers that its strategy wrote.
 *
 * <p>Some lies show in the numbers alone, others when an execution is run from them. That an
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
      default -> ofOwn(search);
    };
  }

  private static Frontier ofOwn(KeptSearch search) {
    final Strategy fresh =
        Strategies.all().byName(search.strategy(), search.seed()).orElseThrow();
    if (!(fresh instanceof Systematic)) {
      throw new BadFile(
          "it is of strategy " + search.strategy() + ", which leaves nothing to go on with");
    }
    return new OwnFrontier(search);
  }

  /** Makes sure that the numbers are such as a search leaves behind. */
  abstract void check();

  /**
   * Runs one execution of {@code cell} from there.
   *
   * @throws BadFile if the world is not one in which a search can have left it
   */
  abstract void walk(Cell cell, Controlled controlled);

  final List<Long> numbers() {
    return search.frontier();
  }

  final KeptSearch search() {
    return search;
  }

  static void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw damaged(otherwise);
    }
  }

  static BadFile damaged(String how) {
    return new BadFile("it is damaged: its frontier " + how);
  }
}
