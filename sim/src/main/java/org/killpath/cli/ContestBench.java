package org.killpath.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.killpath.explore.FaultyPrograms;
import org.killpath.explore.bench.Contest;
import org.killpath.explore.bench.Reachable;
import org.killpath.explore.bench.Subject;
import org.killpath.explore.bench.Target;
import org.killpath.outcome.Outcome;
import org.killpath.report.ContestReport;

/**
 * {@code killpath bench --strategies} and {@code --outcomes}.
 *
 * @param outcomes look for each outcome that is there, rather than for any failure
 */
record ContestBench(
    Killpath killpath, RunOptions run, BenchSelection selection, int seeds, boolean outcomes) {
  /** Executions of a search that proves what outcomes there are. */
  private static final long LONGEST_PROOF = 200_000;

  private static final long USUAL_LIMIT = 1000;
  private static final long USUAL_LIMIT_OF_OUTCOMES = 10_000;

  String printed(Format format, int width) {
    final ContestReport report = report();
    return switch (format) {
      case MARKDOWN -> report.markdown();
      case CSV -> report.csv();
      case JSON -> report.json();
      default -> report.text(width);
    };
  }

  private ContestReport report() {
    final List<Subject> subjects = new ArrayList<>();
    if (!outcomes && !selection.namesCells()) {
      FaultyPrograms.all().forEach(program -> subjects.add(Subject.of(program)));
    }
    selection.cells(this::isOpen).forEach(cell -> subjects.add(Subject.of(cell)));
    final long limit = run.schedules().orElse(outcomes ? USUAL_LIMIT_OF_OUTCOMES : USUAL_LIMIT);
    final Contest contest =
        new Contest(selection.strategies(), run.seed(), seeds, limit, run.threads());
    final BooleanSupplier stopped = stopped();
    final List<Contest.Row> found = contest.run(subjects, quest(), stopped);
    final List<Contest.Row> rows = found.stream().filter(this::isWorthARow).toList();
    final List<String> remarks = new ArrayList<>();
    if (outcomes) {
      remarks.add("Rows are the outcomes of cells with several, where a search of all interleavings"
          + " ended within " + LONGEST_PROOF + " executions.");
    } else if (rows.size() < found.size()) {
      remarks.add("Where no strategy found a failure there is no row: "
          + (found.size() - rows.size()) + ".");
    }
    if (stopped.getAsBoolean()) {
      remarks.add("PARTIAL: interrupted, or time was up; what was not finished has no row.");
    }
    return new ContestReport(
        outcomes ? "Schedules to each outcome" : "Schedules to the first failure",
        contest,
        rows,
        subjects.size(),
        remarks);
  }

  private boolean isOpen(Set<Outcome> expected) {
    return expected.size() > 1 && (outcomes || expected.contains(Outcome.COMPLETED));
  }

  private BooleanSupplier stopped() {
    final Interruption interruption = killpath.interruption();
    if (run.time().isEmpty()) {
      return interruption::isInterrupted;
    }
    final long end = System.nanoTime() + run.time().get().toNanos();
    return () -> interruption.isInterrupted() || System.nanoTime() - end >= 0;
  }

  private Contest.Quest quest() {
    return outcomes
        ? new Reachable(LONGEST_PROOF)
        : (subject, controlled) -> List.of(Target.FAILURE);
  }

  /** An outcome that was proven to be there stays, even if nobody found it. */
  private boolean isWorthARow(Contest.Row row) {
    return outcomes || row.spreads().values().stream().anyMatch(spread -> !spread.noneFound());
  }
}
