package org.killpath.engine.search;

import java.util.Optional;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;

/**
 * Makes a schedule that fails simpler: it leaves out one deviation from the plain course after the
 * other as long as the execution still fails in the same way, until none can be left out.
 */
public final class Shrinker<S extends Subject> {
  private final Runner<S> runner;

  /** Tries schedules of {@code subject} on {@code controlled}. */
  public Shrinker(S subject, Controlled controlled) {
    this.runner = new Runner<>(subject, controlled);
  }

  /** A schedule with the verdict's summary, no more deviations and no more handoffs than this. */
  public Shrunk<S> shrink(Schedule<S> schedule, int handoffs, Verdict verdict) {
    Shrunk<S> best = new Shrunk<>(schedule, handoffs, verdict);
    boolean shorter = true;
    while (shorter) {
      shorter = false;
      for (int i = best.schedule().deviationCount() - 1; i >= 0; i--) {
        final Optional<Shrunk<S>> tried = tryOut(without(best.schedule().deviations(), i), verdict);
        if (tried.isPresent() && tried.get().isSimplerThan(best)) {
          best = tried.get();
          shorter = true;
          i = Math.min(i, best.schedule().deviationCount());
        }
      }
    }
    return best;
  }

  /** A schedule, how often another task had to go on in it, and what it shows. */
  public record Shrunk<S extends Subject>(Schedule<S> schedule, int handoffs, Verdict verdict) {
    private boolean isSimplerThan(Shrunk<S> other) {
      final int fewer = other.schedule.deviationCount() - schedule.deviationCount();
      return fewer >= 0 && handoffs <= other.handoffs && (fewer > 0 || handoffs < other.handoffs);
    }
  }

  private Optional<Shrunk<S>> tryOut(int[] deviations, Verdict verdict) {
    final Lenient course = new Lenient(deviations);
    course.begin(0);
    return runner.run(course, StepObserver.NONE) instanceof Ran.Ended<S> ended
            && ended.verdict().summary().equals(verdict.summary())
        ? Optional.of(new Shrunk<>(ended.schedule(), ended.handoffs(), ended.verdict()))
        : Optional.empty();
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
}
