package org.killpath.engine.explore;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.engine.judge.Judge;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.search.Runner;
import org.killpath.engine.search.Subject;
import org.killpath.engine.strategy.Strategy;
import org.killpath.engine.strategy.Systematic;

/**
 * The exploring of one subject, which may be interrupted and taken up again: on another runtime, or, by
 * way of a {@link SavedSearch}, in another JVM.
 */
public final class Exploration<S extends Subject> {
  private static final int SCHEDULES_BETWEEN_REPORTS = 256;

  /**
   * A strategy that cuts so many from the first one on is taken to cut all, unless it goes through them
   * one by one, and may come to others.
   */
  private static final long MOST_CUT = 10_000;

  private final S subject;
  private final long seed;
  private final Strategy strategy;
  private final Judge judge;
  private final Tally<S> tally = new Tally<>();
  private long begun;
  private Optional<String> failure = Optional.empty();

  /** Why it does not go on. */
  enum Pause {
    /** As many schedules as were asked for. */
    COUNT,
    TIME,
    STOPPED,
    /** There is nothing left to try. */
    END,
    /** The subject itself failed. */
    FAILED
  }

  /**
   * Nothing has been run yet.
   *
   * @param seed of the whole run, for the result
   */
  public Exploration(S subject, Strategy strategy, long seed) {
    this.subject = subject;
    this.strategy = strategy;
    this.seed = seed;
    this.judge = new Judge(subject.scale());
  }

  /**
   * Goes on where {@code saved} was left.
   *
   * @param fresh a new strategy, of the name that is saved
   * @throws BadSearch if the search was of another subject, or met another model, or is damaged
   */
  public static <S extends Subject> Exploration<S> resumed(
      SavedSearch saved, S subject, Strategy fresh, Controlled controlled) {
    if (!saved.subject().equals(subject.id())) {
      throw new BadSearch("the search was of " + saved.subject() + ", not of " + subject.id());
    }
    if (!(fresh instanceof Systematic search) || !saved.strategy().equals(fresh.name())) {
      throw new BadSearch(
          "the search was by " + saved.strategy() + ", which leaves nothing to go on");
    }
    final Exploration<S> exploration = new Exploration<>(subject, fresh, saved.seed());
    try {
      search.resume(saved.frontier().stream().mapToLong(Long::longValue).toArray());
    } catch (IllegalArgumentException damaged) {
      throw new BadSearch("the saved search is damaged: " + damaged.getMessage());
    }
    exploration.begun = saved.begun();
    saved.restore(exploration.tally, new Runner<>(subject, controlled, exploration.judge));
    return exploration;
  }

  /** What is explored. */
  public S subject() {
    return subject;
  }

  /** How many schedules have been begun, those before it was taken up among them. */
  long begun() {
    return begun;
  }

  /** Can it go on where it was left? */
  boolean isResumable() {
    return frontier().isPresent();
  }

  private Optional<long[]> frontier() {
    return failure.isEmpty() && strategy instanceof Systematic search
        ? search.frontier()
        : Optional.empty();
  }

  private boolean isSystematic() {
    return strategy instanceof Systematic;
  }

  /** Has it nothing left to try, as {@link Strategy#begin} is about to say? */
  private boolean isOver() {
    return strategy instanceof Systematic search && search.frontier().isEmpty();
  }

  private boolean isComplete() {
    return strategy instanceof Systematic search && search.isComplete();
  }

  /** What another JVM needs to go on, if there is something left and it can be told. */
  public Optional<SavedSearch> saved() {
    return frontier()
        .map(frontier ->
            SavedSearch.of(subject.id(), strategy.name(), seed, begun, frontier, tally));
  }

  /**
   * Runs schedules, at least one that comes to its end unless it is stopped, or so many are cut that
   * none seems to.
   *
   * @param most so many at the most, cut ones among them, if any came to its end
   * @param timeIsUp asked between schedules
   * @param progress told how many more there have been
   */
  Pause run(
      Controlled controlled,
      long most,
      BooleanSupplier timeIsUp,
      BooleanSupplier stopped,
      LongConsumer progress) {
    final Runner<S> runner = new Runner<>(subject, controlled, judge);
    long unreported = 0;
    Optional<Pause> pause = Optional.empty();
    for (long i = 0; pause.isEmpty(); i++) {
      if (i >= most && tally.schedules() > 0 && !isOver()) {
        pause = Optional.of(Pause.COUNT);
      } else if (stopped.getAsBoolean()) {
        pause = Optional.of(Pause.STOPPED);
      } else if (i > 0 && timeIsUp.getAsBoolean()) {
        pause = Optional.of(Pause.TIME);
      } else if (i >= Math.max(most, MOST_CUT) && tally.schedules() == 0 && !isSystematic()) {
        pause = Optional.of(allCut());
      } else if (!strategy.begin(begun)) {
        pause = Optional.of(atItsEnd());
      } else if (!ran(runner)) {
        pause = Optional.of(Pause.FAILED);
      } else if (++unreported == SCHEDULES_BETWEEN_REPORTS) {
        progress.accept(unreported);
        unreported = 0;
      }
    }
    progress.accept(unreported);
    return pause.get();
  }

  /** A strategy that comes to its end has had at least one execution come to its own. */
  private Pause atItsEnd() {
    if (tally.schedules() > 0) {
      return Pause.END;
    }
    failure = Optional.of("schedule " + begun + ": " + strategy.name()
        + " has nothing to try, and no execution has come to its end");
    return Pause.FAILED;
  }

  private Pause allCut() {
    failure = Optional.of("schedule " + begun + ": " + strategy.name()
        + " has cut each execution before it, and none has come to its end");
    return Pause.FAILED;
  }

  private boolean ran(Runner<S> runner) {
    final long number = begun++;
    try {
      tally.add(runner.run(strategy, StepObserver.NONE));
      return true;
    } catch (RuntimeException | Error broken) {
      failure = Optional.of("schedule " + number + ": " + broken);
      return false;
    }
  }

  /**
   * What it has come to.
   *
   * @param withCount true if a number of schedules was asked for, so that less is not enough
   */
  Result<S> result(Pause pause, boolean withCount) {
    return new Result<>(
        subject,
        strategy.name(),
        seed,
        tally.schedules() == 0 && failure.isEmpty() ? Coverage.NOT_RUN : coverage(pause, withCount),
        tally.schedules(),
        tally.missed(),
        tally.missing(),
        tally.cut(),
        tally.sightings(),
        failure);
  }

  /** Time is a bound like another one, unless a number of schedules was asked for as well. */
  private Coverage coverage(Pause pause, boolean withCount) {
    return switch (pause) {
      case STOPPED, FAILED -> Coverage.PARTIAL;
      case END -> isComplete() ? Coverage.COMPLETE : Coverage.EXHAUSTED;
      case COUNT -> isSystematic() ? Coverage.BOUND_REACHED : Coverage.SAMPLED;
      case TIME ->
        withCount ? Coverage.PARTIAL : isSystematic() ? Coverage.BOUND_REACHED : Coverage.TIMED;
    };
  }
}
