package org.killpath.engine.search;

import java.util.Optional;
import org.killpath.engine.judge.Judge;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.strategy.Strategy;

/**
 * Runs executions of one subject under control, one after the other, each through all its parts: the
 * only place where that is done. All of them are judged by one judge, so that equal verdicts are one
 * object.
 */
public final class Runner<S extends Subject> {
  private final S subject;
  private final Controlled controlled;
  private final Judge judge;
  private final Ran.Cut<S> cut = new Ran.Cut<>();
  private final Ran.Recording<S> recording = this::schedule;

  /**
   * Runs {@code subject} on {@code controlled}, which may serve other runners meanwhile, one at a
   * time.
   */
  public Runner(S subject, Controlled controlled) {
    this(subject, controlled, new Judge(subject.scale()));
  }

  /** With a judge that has judged executions of this subject before. */
  Runner(S subject, Controlled controlled, Judge judge) {
    this.subject = subject;
    this.controlled = controlled;
    this.judge = judge;
  }

  /** What is run. */
  public S subject() {
    return subject;
  }

  /** What it is run on. */
  public Controlled controlled() {
    return controlled;
  }

  /**
   * One execution, from a new world to its end. {@code strategy} has begun it.
   *
   * @throws org.killpath.engine.strategy.ReplayMismatch if the strategy wants what cannot be
   */
  public Ran<S> run(Strategy strategy, StepObserver observer) {
    controlled.begin(strategy, observer);
    try {
      final World world = subject.world(controlled);
      final Course course = new Course(world, judge, observer);
      final boolean whole = run(course);
      strategy.end(world.kernel().tasks());
      if (!whole) {
        return cut;
      }
      final Optional<String> missed = course.missed();
      return missed.isPresent()
          ? new Ran.Missed<>(missed.get())
          : new Ran.Ended<>(course.verdict(), controlled.handoffs(), recording);
    } finally {
      controlled.end();
    }
  }

  /** False if the strategy cut it. */
  private boolean run(Course course) {
    for (Optional<Part> part = course.next(); part.isPresent(); part = course.next()) {
      if (part.get().kind() == Part.Kind.SET_UP) {
        controlled.runFixed();
      } else {
        controlled.run();
        if (controlled.isCut()) {
          return false;
        }
      }
    }
    return true;
  }

  private Schedule<S> schedule() {
    return new Schedule<>(
        subject, controlled.deviations().toArray(), Schedule.fold(controlled.digest()));
  }
}
