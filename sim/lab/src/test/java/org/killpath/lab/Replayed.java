package org.killpath.lab;

import java.util.function.Predicate;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Search;
import org.killpath.engine.search.Trace;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.lab.cell.Cell;

/** An execution of a cell that was recorded and run once more: its verdict and its steps. */
public record Replayed(Schedule<Cell> schedule, Verdict verdict, Trace trace) {
  private static final int TRIES = 3000;

  /** The first of the random schedules that came to the ordering. */
  public static Replayed first(String scenario, String design) {
    return first(Schedules.cell(scenario, design));
  }

  /** The first of the random schedules that came to the ordering. */
  public static Replayed first(Cell cell) {
    return find(cell, verdict -> true);
  }

  /** The first of the random schedules that ended so. */
  public static Replayed of(String scenario, String design, Outcome outcome) {
    return find(Schedules.cell(scenario, design), verdict -> verdict.outcome() == outcome);
  }

  private static Replayed find(Cell cell, Predicate<Verdict> wanted) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      for (Ran<Cell> ran : Search.of(cell, new RandomWalk(1)).atMost(TRIES).on(controlled)) {
        if (ran instanceof Ran.Ended<Cell> ended && wanted.test(ended.verdict())) {
          return replay(ended.schedule(), controlled);
        }
      }
    }
    throw new AssertionError("none such in " + TRIES + " schedules of " + cell);
  }

  private static Replayed replay(Schedule<Cell> schedule, Controlled controlled) {
    final Trace trace = new Trace();
    return new Replayed(schedule, schedule.replay(controlled, trace), trace);
  }
}
