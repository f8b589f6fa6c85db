package org.killpath.lab.search;

import java.util.Optional;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.Ready;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.lab.cell.Cell;

/**
 * Makes a schedule that fails simpler: it leaves out one deviation from the plain course after the
 * other as long as the execution still fails in the same way, until none can be left out.
 */
final class Shrinker {
  private final Cell cell;
  private final Controlled controlled;

  Shrinker(Cell cell, Controlled controlled) {
    this.cell = cell;
    this.controlled = controlled;
  }

  /** A schedule with the verdict's summary, no more deviations and no more handoffs than this. */
  Shrunk shrink(Schedule schedule, int handoffs, Verdict verdict) {
    Shrunk best = new Shrunk(schedule, handoffs);
    boolean shorter = true;
    while (shorter) {
      shorter = false;
      for (int i = best.schedule().deviationCount() - 1; i >= 0; i--) {
        final Optional<Shrunk> tried = tryOut(without(best.schedule().deviations(), i), verdict);
        if (tried.isPresent() && tried.get().isSimplerThan(best)) {
          best = tried.get();
          shorter = true;
          i = Math.min(i, best.schedule().deviationCount());
        }
      }
    }
    return best;
  }

  /** A schedule and how often another task had to go on in it. */
  record Shrunk(Schedule schedule, int handoffs) {
    private boolean isSimplerThan(Shrunk other) {
      final int fewer = other.schedule.deviationCount() - schedule.deviationCount();
      return fewer >= 0 && handoffs <= other.handoffs && (fewer > 0 || handoffs < other.handoffs);
    }
  }

  private Optional<Shrunk> tryOut(int[] deviations, Verdict verdict) {
    final Lenient course = new Lenient(deviations);
    try {
      final Verdict seen = new Execution(cell, controlled).run(course, StepObserver.NONE);
      if (!seen.summary().equals(verdict.summary())) {
        return Optional.empty();
      }
    } catch (StageMissed missed) {
      return Optional.empty();
    }
    final int handoffs = controlled.handoffs();
    final byte[] choices = controlled.choices().toBytes();
    return Optional.of(new Shrunk(Schedule.record(cell, choices, controlled), handoffs));
  }

  /** Leaves out one deviation; those that follow stay at their decisions. */
  private static int[] without(int[] deviations, int left) {
    final int[] rest = new int[deviations.length - 2];
    System.arraycopy(deviations, 0, rest, 0, 2 * left);
    System.arraycopy(deviations, 2 * left + 2, rest, 2 * left, rest.length - 2 * left);
    if (2 * left < rest.length) {
      rest[2 * left] += deviations[2 * left] + 1;
    }
    return rest;
  }

  /** Leaves the plain course where that can be done as the deviations say. */
  private static final class Lenient extends Course {
    Lenient(int[] deviations) {
      super(deviations);
    }

    @Override
    public String name() {
      return "shrinking";
    }

    @Override
    int misfit(int position, Ready ready) {
      return plain(ready);
    }
  }
}
