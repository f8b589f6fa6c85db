package org.killpath;

import org.killpath.design.DesignCatalogue;
import org.killpath.explore.Cell;
import org.killpath.explore.Execution;
import org.killpath.explore.RandomWalk;
import org.killpath.explore.StageMissed;
import org.killpath.runtime.Controlled;
import org.killpath.runtime.StepObserver;
import org.killpath.runtime.carrier.Carriers;
import org.killpath.scenario.ScenarioCatalogue;

/** Runs cells under many random schedules; how many depends on what a handoff costs here. */
public final class Schedules {
  private static final long SEED = 20_260_101;

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
    return new Cell(
        ScenarioCatalogue.all().find(scenario).orElseThrow(),
        DesignCatalogue.all().find(design).orElseThrow());
  }

  /** What {@code cell} showed in as many random schedules. */
  public static Seen randomWalk(Cell cell, int schedules) {
    final Seen seen = new Seen();
    final RandomWalk walk = new RandomWalk(SEED);
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final Execution execution = new Execution(cell, controlled);
      for (int i = 0; i < schedules; i++) {
        walk.begin(i);
        try {
          seen.add(execution.run(walk, StepObserver.NONE));
        } catch (StageMissed otherOrdering) {
          seen.addMissed();
        }
      }
    }
    return seen;
  }
}
