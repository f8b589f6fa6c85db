package org.killpath.lab;

import java.util.Optional;
import java.util.function.Predicate;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.search.Execution;
import org.killpath.lab.search.Schedule;
import org.killpath.lab.search.StageMissed;
import org.killpath.lab.search.Trace;

/** An execution of a cell that was recorded and run once more: its verdict and its steps. */
public record Replayed(Schedule schedule, Verdict verdict, Trace trace) {
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
    final RandomWalk walk = new RandomWalk(1);
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final Execution execution = new Execution(cell, controlled);
      for (int i = 0; i < TRIES; i++) {
        walk.begin(i);
        if (run(execution, walk).filter(wanted).isPresent()) {
          final byte[] choices = controlled.choices().toBytes();
          return replay(Schedule.record(cell, choices, controlled), controlled);
        }
      }
    }
    throw new AssertionError("none such in " + TRIES + " schedules of " + cell);
  }

  private static Optional<Verdict> run(Execution execution, RandomWalk walk) {
    try {
      return Optional.of(execution.run(walk, StepObserver.NONE));
    } catch (StageMissed otherOrdering) {
      return Optional.empty();
    }
  }

  private static Replayed replay(Schedule schedule, Controlled controlled) {
    final Trace trace = new Trace();
    return new Replayed(schedule, schedule.replay(controlled, trace), trace);
  }
}
