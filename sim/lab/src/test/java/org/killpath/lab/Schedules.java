package org.killpath.lab;

import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Search;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.engine.strategy.SplitMix;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;

/** Runs cells under many random schedules; how many depends on what a handoff costs here. */
public final class Schedules {
  private static final long SEED = 20_260_101;

  /** Once for all tests: a script is read when its ordering is first run, and kept with it. */
  private static final ScenarioCatalogue SCENARIOS = ScenarioCatalogue.all();

  private static final DesignCatalogue DESIGNS = DesignCatalogue.all();

  /** Multiplies every number of schedules: a long run by hand asks for more. */
  private static final int SCALE = Integer.getInteger("schedules.scale", 1);

  private Schedules() {}

  /** Handoffs between platform threads cost ten to fifty times as much: a third is tried there. */
  public static int count(int wanted) {
    try (Carriers carriers = Carriers.best()) {
      return wanted * SCALE / (carriers.kind() == Carriers.Kind.PLATFORM ? 3 : 1);
    }
  }

  public static Cell cell(String scenario, String design) {
    return new Cell(SCENARIOS.find(scenario).orElseThrow(), DESIGNS.find(design).orElseThrow());
  }

  /** A digest of all steps and outcomes of eight random schedules, the same choices in each cell. */
  public static long steps(Cell cell, Controlled controlled) {
    long digest = 0;
    for (Ran<Cell> ran : Search.of(cell, new RandomWalk(7)).atMost(8).on(controlled)) {
      final int outcome =
          ran instanceof Ran.Ended<Cell> ended ? ended.verdict().outcome().ordinal() : -1;
      digest = SplitMix.mix(digest ^ controlled.digest() ^ outcome);
    }
    return digest;
  }

  /** What {@code cell} showed in as many random schedules. */
  public static Seen randomWalk(Cell cell, int schedules) {
    final Seen seen = new Seen();
    final RandomWalk walk = new RandomWalk(SEED);
    try (Controlled controlled = new Controlled(Carriers.best())) {
      for (Ran<Cell> ran : Search.of(cell, walk).atMost(schedules).on(controlled)) {
        if (ran instanceof Ran.Ended<Cell> ended) {
          seen.add(ended.verdict());
        } else {
          seen.addMissed();
        }
      }
    }
    return seen;
  }
}
