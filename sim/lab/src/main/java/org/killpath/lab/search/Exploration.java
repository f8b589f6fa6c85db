package org.killpath.lab.search;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.killpath.engine.judge.Judge;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.strategy.ExecutionCut;
import org.killpath.engine.strategy.Strategy;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.search.CellResult.Coverage;

/**
 * The exploring of one cell, which may be interrupted and taken up again: on another runtime, or, by
 * way of a {@link SavedSearch}, in another JVM.
 */
public final class Exploration {
  private static final int SCHEDULES_BETWEEN_REPORTS = 256;

  private final Cell cell;
  private final long seed;
  private final Strategy strategy;
  private final Judge judge = new Judge();
  private final Tally tally = new Tally();
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
    /** The model itself failed. */
    FAILED
  }

  /**
   * Nothing has been run yet.
   *
   * @param seed of the whole run, for the result
   */
  public Exploration(Cell cell, Strategy strategy, long seed) {
    this.cell = cell;
    this.strategy = strategy;
    this.seed = seed;
  }

  /** Goes on where {@code saved} was left, on the cell that it names. */
  static Exploration resumed(
      SavedSearch saved, Cell cell, Strategy strategy, Controlled controlled) {
    final Exploration exploration = new Exploration(cell, strategy, saved.seed());
    strategy.resume(saved.frontier().stream().mapToLong(Long::longValue).toArray());
    exploration.begun = saved.begun();
    saved.restore(
        exploration.tally, cell, new Execution(cell, controlled, exploration.judge), controlled);
    return exploration;
  }

  public Cell cell() {
    return cell;
  }

  /** Can it go on where it was left? */
  boolean isResumable() {
    return failure.isEmpty() && strategy.frontier().isPresent();
  }

  /** What another JVM needs to go on, if there is something left and it can be told. */
  public Optional<SavedSearch> saved(Controlled controlled) {
    return failure.isPresent()
        ? Optional.empty()
        : strategy
            .frontier()
            .map(frontier ->
                SavedSearch.of(cell, strategy.name(), seed, begun, frontier, tally, controlled));
  }

  /**
   * Runs schedules, at least one unless it is stopped.
   *
   * @param most so many at the most
   * @param timeIsUp asked between schedules
   * @param progress told how many more there have been
   */
  Pause run(
      Controlled controlled,
      long most,
      BooleanSupplier timeIsUp,
      BooleanSupplier stopped,
      LongConsumer progress) {
    final Execution execution = new Execution(cell, controlled, judge);
    long unreported = 0;
    Optional<Pause> pause = Optional.empty();
    for (long i = 0; pause.isEmpty(); i++) {
      if (i == most && !strategy.isComplete()) {
        pause = Optional.of(Pause.COUNT);
      } else if (stopped.getAsBoolean()) {
        pause = Optional.of(Pause.STOPPED);
      } else if (i > 0 && timeIsUp.getAsBoolean()) {
        pause = Optional.of(Pause.TIME);
      } else if (!strategy.begin(begun)) {
        pause = Optional.of(Pause.END);
      } else if (!ran(execution, controlled)) {
        pause = Optional.of(Pause.FAILED);
      } else if (++unreported == SCHEDULES_BETWEEN_REPORTS) {
        progress.accept(unreported);
        unreported = 0;
      }
    }
    progress.accept(unreported);
    return pause.get();
  }

  private boolean ran(Execution execution, Controlled controlled) {
    final long number = begun++;
    try {
      final Verdict verdict = execution.run(strategy, StepObserver.NONE);
      tally.add(verdict, controlled);
    } catch (ExecutionCut cut) {
      tally.addCut();
    } catch (StageMissed missed) {
      tally.addMissed(missed.awaited());
    } catch (RuntimeException | Error broken) {
      failure = Optional.of("schedule " + number + ": " + broken);
      return false;
    }
    return true;
  }

  /**
   * What it has come to.
   *
   * @param withCount true if a number of schedules was asked for, so that less is not enough
   */
  CellResult result(Pause pause, boolean withCount, Controlled controlled) {
    return new CellResult(
        cell,
        strategy.name(),
        seed,
        tally.schedules() == 0 && failure.isEmpty() ? Coverage.NOT_RUN : coverage(pause, withCount),
        tally.schedules(),
        tally.missed(),
        tally.missing(),
        tally.cut(),
        tally.sightings(cell, controlled),
        failure);
  }

  /** Time is a bound like another one, unless a number of schedules was asked for as well. */
  private Coverage coverage(Pause pause, boolean withCount) {
    return switch (pause) {
      case STOPPED, FAILED -> Coverage.PARTIAL;
      case END -> strategy.isComplete() ? Coverage.COMPLETE : Coverage.EXHAUSTED;
      case COUNT -> strategy.isSystematic() ? Coverage.BOUND_REACHED : Coverage.SAMPLED;
      case TIME ->
        withCount
            ? Coverage.PARTIAL
            : strategy.isSystematic() ? Coverage.BOUND_REACHED : Coverage.TIMED;
    };
  }
}
