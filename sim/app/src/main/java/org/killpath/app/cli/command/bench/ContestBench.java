package org.killpath.app.cli.command.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.killpath.app.cli.option.BenchSelection;
import org.killpath.app.cli.option.RunOptions;
import org.killpath.app.cli.option.Session;
import org.killpath.app.cli.screen.Interruption;
import org.killpath.app.cli.screen.ProgressDisplay;
import org.killpath.app.report.speed.ContestFates;
import org.killpath.app.report.speed.ContestNumbers;
import org.killpath.app.report.speed.ContestReport;
import org.killpath.app.report.speed.OutcomesReport;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.measure.Contest;
import org.killpath.engine.measure.Quest;
import org.killpath.engine.measure.Reachable;
import org.killpath.engine.program.FaultyPrograms;
import org.killpath.engine.search.Subject;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.VhostOutcome;

/**
 * {@code killpath bench --strategies} and {@code --outcomes}.
 *
 * @param outcomes look for each outcome that is there, rather than for any failure
 * @param longestProof executions of a search that proves what outcomes there are
 */
record ContestBench(
    Session session,
    RunOptions options,
    BenchSelection selection,
    int seeds,
    boolean outcomes,
    long longestProof) {
  private static final long USUAL_LIMIT = 1000;
  private static final long USUAL_LIMIT_OF_OUTCOMES = 10_000;

  Benched run() {
    final List<Subject> subjects = subjects();
    final long limit = options.schedules().orElse(outcomes ? USUAL_LIMIT_OF_OUTCOMES : USUAL_LIMIT);
    final Contest contest = new Contest(
        selection.strategies().stream().map(RunOptions::provider).toList(),
        options.seed(),
        seeds,
        limit,
        options.threads());
    final Quest quest = outcomes ? new Reachable(longestProof) : Quest.FAILURE;
    final List<Contest.Result> results;
    try (ProgressDisplay progress = ProgressDisplay.ofCells(session.terminal(), subjects.size())) {
      results = contest.run(subjects, quest, stopped(), progress::oneMore);
    }
    return benched(contest, results);
  }

  private Benched benched(Contest contest, List<Contest.Result> results) {
    final ContestNumbers numbers = new ContestNumbers(
        outcomes ? "Schedules to each outcome" : "Schedules to the first failure",
        contest,
        results);
    return new Benched(
        outcomes
            ? new OutcomesReport(contest, results, longestProof).document()
            : new ContestReport(contest, results).document(),
        numbers.csv(),
        numbers.json(),
        ContestFates.warning(results),
        results.stream().anyMatch(result -> result.failure().isPresent()));
  }

  private List<Subject> subjects() {
    final List<Subject> subjects = new ArrayList<>();
    if (!outcomes && !selection.namesCells()) {
      subjects.addAll(FaultyPrograms.all());
    }
    subjects.addAll(selection.cells(this::isOpen));
    return subjects;
  }

  /** Is there something to be compared, where the user does not say so? */
  private boolean isOpen(Cell cell, Set<Outcome> expected) {
    return expected.size() > 1
        && (outcomes || (!cell.scenario().isStaged() && expected.contains(VhostOutcome.COMPLETED)));
  }

  private BooleanSupplier stopped() {
    final Interruption interruption = session.interruption();
    if (options.time().isEmpty()) {
      return interruption::isInterrupted;
    }
    final long end = System.nanoTime() + options.time().get().toNanos();
    return () -> interruption.isInterrupted() || System.nanoTime() - end >= 0;
  }
}
