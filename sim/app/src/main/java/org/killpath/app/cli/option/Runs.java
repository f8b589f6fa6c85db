package org.killpath.app.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.killpath.app.cli.Killpath;
import org.killpath.app.cli.screen.Interruption;
import org.killpath.app.cli.screen.ProgressDisplay;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.Expectations;
import org.killpath.lab.search.Budget;
import org.killpath.lab.search.CellResult;
import org.killpath.lab.search.CellResult.Coverage;
import org.killpath.lab.search.Exploration;
import org.killpath.lab.search.Explorer;
import org.killpath.lab.search.Explorer.Progress;

/**
 * A run of the explorer, as the user asked for it.
 *
 * @param results in the order of the cells
 * @param warning if the run was cut short
 */
public record Runs(List<CellResult> results, Optional<String> warning) {
  /** With a warning if something of what was asked for is not there. */
  static Runs of(Killpath killpath, List<CellResult> results) {
    return new Runs(results, warning(results, killpath.interruption().isInterrupted()));
  }

  public static Runs explore(Killpath killpath, RunOptions options, List<Cell> cells, long usual) {
    return explore(killpath, options, cells, Budget.ofSchedules(usual), Progress.NONE);
  }

  /** {@code also} is told of each cell that is finished. */
  public static Runs explore(
      Killpath killpath, RunOptions options, List<Cell> cells, Budget usual, Progress also) {
    return explore(killpath, options, cells, usual, also, explorer -> explorer.explore(cells));
  }

  /** The same for one cell, which may have been begun before. */
  public static Runs goOn(
      Killpath killpath, RunOptions options, Exploration exploration, long usual) {
    return explore(
        killpath,
        options,
        List.of(exploration.cell()),
        Budget.ofSchedules(usual),
        Progress.NONE,
        explorer -> explorer.goOn(List.of(exploration)));
  }

  private static Runs explore(
      Killpath killpath,
      RunOptions options,
      List<Cell> cells,
      Budget usual,
      Progress also,
      Function<Explorer, List<CellResult>> exploring) {
    final Budget budget = options.budget(usual);
    try (ProgressDisplay progress = ProgressDisplay.of(killpath.terminal(), cells.size(), budget)) {
      final Supervisor supervisor = new Supervisor(both(progress, also));
      final Explorer explorer = new Explorer(
          options.strategies(),
          () -> new Controlled(Carriers.best()),
          options.seed(),
          budget,
          options.threads(),
          supervisor);
      final Interruption interruption = killpath.interruption();
      interruption.onInterrupt(explorer::stop);
      final long begin = System.nanoTime();
      return of(
          killpath,
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

  private static Progress both(Progress display, Progress also) {
    return new Progress() {
      @Override
      public void schedules(long more) {
        display.schedules(more);
      }

      @Override
      public void finished(CellResult result) {
        also.finished(result);
        display.finished(result);
      }
    };
  }

  /** The same with failing schedules made simple, so that people see those first. */
  public Runs shrunk() {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      return new Runs(results.stream().map(result -> result.shrunk(controlled)).toList(), warning);
    }
  }

  private static Optional<String> warning(List<CellResult> results, boolean interrupted) {
    final List<CellResult> failed =
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

  private static long count(List<CellResult> results, Coverage coverage) {
    return results.stream()
        .filter(result -> result.failure().isEmpty() && result.coverage() == coverage)
        .count();
  }

  /** Which cell broke off, and why. */
  private static String words(CellResult failed) {
    return failed.cell() + " broke off in "
        + failed.failure().orElseThrow().lines().findFirst().orElse("an unknown place");
  }

  /** Says on standard error that the run was cut short, where the result itself does not. */
  public void warn(Killpath killpath, Printer<?> printer) {
    if (!printer.saysAll()) {
      warning.ifPresent(killpath::say);
    }
  }

  /** The exit status if every cell is as expected, or one is not, unless one could not be run. */
  public int status(boolean asExpected) {
    if (results.stream().anyMatch(result -> result.failure().isPresent())) {
      return Killpath.FAILED;
    }
    return asExpected ? Killpath.AS_EXPECTED : Killpath.UNEXPECTED;
  }

  /** The exit status that the results ask for: a cell that could not be run is no finding. */
  public int status(Expectations expectations) {
    return status(
        results.stream().noneMatch(result -> expectations.objection(result).isPresent()));
  }
}
