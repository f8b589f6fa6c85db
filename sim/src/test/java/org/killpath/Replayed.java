package org.killpath;

import java.util.Optional;
import java.util.function.Predicate;
import org.killpath.explore.Cell;
import org.killpath.explore.Execution;
import org.killpath.explore.RandomWalk;
import org.killpath.explore.Schedule;
import org.killpath.explore.StageMissed;
import org.killpath.explore.Trace;
import org.killpath.outcome.Outcome;
import org.killpath.outcome.Verdict;
import org.killpath.runtime.Controlled;
import org.killpath.runtime.StepObserver;
import org.killpath.runtime.carrier.Carriers;

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
