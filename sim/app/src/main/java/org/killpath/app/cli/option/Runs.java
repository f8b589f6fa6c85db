package org.killpath.app.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.killpath.app.cli.screen.Interruption;
import org.killpath.app.cli.screen.ProgressDisplay;
import org.killpath.engine.explore.Exploration;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Explorer.Progress;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.cell.Budget;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectations;

/**
 * A run of the explorer, as the user asked for it.
 *
 * @param results in the order of the cells
 * @param warning if the run was cut short
 */
public record Runs(List<Result<Cell>> results, Optional<String> warning) {
  private static final long MOST_SEARCHED = 1_000;
  private static final long SAMPLED_BESIDES = 100;

  /** With a warning if something of what was asked for is not there. */
  static Runs of(Session session, List<Result<Cell>> results) {
    return new Runs(results, warning(results, session.interruption().isInterrupted()));
  }

  public static Runs explore(Session session, RunOptions options, List<Cell> cells, long usual) {
    return explore(session, options, cells, Budget.ofSchedules(usual), Progress.none());
  }

  /**
   * What the cells show: each is searched, and sampled besides if that came to no end; unless the user
   * says how, how much or how long. A cell that was sampled besides has a second result, behind all the
   * first ones.
   */
  public static Runs searched(Session session, RunOptions options, List<Cell> cells) {
    options.usually(RunOptions.SEARCH);
    final Runs searched = explore(session, options, cells, MOST_SEARCHED);
    final List<Cell> open = searched.results().stream()
        .filter(result -> result.coverage() == Coverage.BOUND_REACHED)
        .map(Result::subject)
        .toList();
    if (options.saysHow() || open.isEmpty()) {
      return searched;
    }
    options.usually(RunOptions.USUAL_STRATEGY);
    return searched.and(explore(session, options, open, SAMPLED_BESIDES));
  }

  /** {@code also} is told of each cell that is finished. */
  public static Runs explore(
      Session session, RunOptions options, List<Cell> cells, Budget usual, Progress<Cell> also) {
    return explore(session, options, cells, usual, also, explorer -> explorer.explore(cells));
  }

  /** The same for one cell, which may have been begun before. */
  public static Runs goOn(
      Session session, RunOptions options, Exploration<Cell> exploration, long usual) {
    return explore(
        session,
        options,
        List.of(exploration.subject()),
        Budget.ofSchedules(usual),
        Progress.none(),
        explorer -> explorer.goOn(List.of(exploration)));
  }

  private static Runs explore(
      Session session,
      RunOptions options,
      List<Cell> cells,
      Budget usual,
      Progress<Cell> also,
      Function<Explorer<Cell>, List<Result<Cell>>> exploring) {
    final Budget budget = options.budget(usual);
    try (ProgressDisplay progress = ProgressDisplay.of(session.terminal(), cells.size(), budget)) {
      final Supervisor supervisor = new Supervisor(both(progress, also));
      final Explorer<Cell> explorer = new Explorer<>(
          options.strategies(),
          () -> new Controlled(Carriers.best()),
          options.seed(),
          budget.bounds(),
          options.threads(),
          supervisor);
      final Interruption interruption = session.interruption();
      interruption.onInterrupt(explorer::stop);
      final long begin = System.nanoTime();
      return of(
          session,
          supervisor.run(
              () -> exploring.apply(explorer),
              cells,
              () -> interruption.isInterrupted() || isOver(budget, begin),
              options));
    }
  }

  private static boolean isOver(Budget budget, long begin) {
    return budget
        .time()
        .filter(time -> System.nanoTime() - begin > time.toNanos())
        .isPresent();
  }

  private static Progress<Cell> both(Progress<Cell> display, Progress<Cell> also) {
    return new Progress<>() {
      @Override
      public void schedules(long more) {
        display.schedules(more);
      }

      @Override
      public void finished(Result<Cell> result) {
        also.finished(result);
        display.finished(result);
      }
    };
  }

  /** Both together. */
  public Runs and(Runs more) {
    return new Runs(
        Stream.concat(results.stream(), more.results.stream()).toList(),
        warning.or(() -> more.warning));
  }

  /** The same with failing schedules made simple, so that people see those first. */
  public Runs shrunk() {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      return new Runs(results.stream().map(result -> result.shrunk(controlled)).toList(), warning);
    }
  }

  private static Optional<String> warning(List<Result<Cell>> results, boolean interrupted) {
    final List<Result<Cell>> failed =
        results.stream().filter(result -> result.failure().isPresent()).toList();
    final long cut = count(results, Coverage.PARTIAL);
    final long notRun = count(results, Coverage.NOT_RUN);
    final List<String> sentences = new ArrayList<>();
    failed.stream()
        .findFirst()
        .ifPresent(first -> sentences.add("FAILED: " + words(first)
            + (failed.size() > 1 ? "; so did " + (failed.size() - 1) + " more cells" : "") + "."));
    if (cut + notRun > 0) {
      sentences.add("PARTIAL: " + (interrupted ? "interrupted" : "time was up") + "; of "
          + results.size() + " cells " + (results.size() - failed.size() - cut - notRun)
          + " are finished, " + cut + " are not, " + notRun + " were not run.");
    }
    return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
  }

  private static long count(List<Result<Cell>> results, Coverage coverage) {
    return results.stream()
        .filter(result -> result.failure().isEmpty() && result.coverage() == coverage)
        .count();
  }

  /** Which cell broke off, and why. */
  private static String words(Result<Cell> failed) {
    return failed.subject() + " broke off in "
        + failed.failure().orElseThrow().lines().findFirst().orElse("an unknown place");
  }

  /** Says on standard error that the run was cut short, where the result itself does not. */
  public void warn(Session session, Printer<?> printer) {
    if (!printer.saysAll()) {
      warning.ifPresent(session::say);
    }
  }

  /** The exit status if every cell is as expected, or one is not, unless one could not be run. */
  public int status(boolean asExpected) {
    if (results.stream().anyMatch(result -> result.failure().isPresent())) {
      return Session.FAILED;
    }
    return asExpected ? Session.AS_EXPECTED : Session.UNEXPECTED;
  }

  /** The exit status that the results ask for: a cell that could not be run is no finding. */
  public int status(Expectations expectations) {
    return status(
        results.stream().noneMatch(result -> expectations.objection(result).isPresent()));
  }
}
