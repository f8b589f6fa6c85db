package org.killpath.app.report.letter;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.killpath.app.report.verdict.VerdictReport;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.engine.explore.Sighting;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.VhostOutcome;

/** What a run leaves open, and what would settle it. */
final class OpenQuestions {
  private final List<Result<Cell>> results;
  private final List<String> questions = new ArrayList<>();

  private OpenQuestions(List<Result<Cell>> results) {
    this.results = results;
  }

  static List<String> of(List<Result<Cell>> results) {
    final OpenQuestions open = new OpenQuestions(results);
    open.samples();
    open.unfinished();
    open.missed();
    open.silent();
    open.runningHolders();
    open.model();
    return open.questions;
  }

  private void samples() {
    final long sampled = count(Coverage.SAMPLED) + count(Coverage.TIMED);
    final long bounded = count(Coverage.BOUND_REACHED) + count(Coverage.EXHAUSTED);
    if (sampled > 0) {
      questions.add(
          sampled + " of " + results.size() + " cells are samples: an outcome that none of"
              + " their schedules showed may still exist. Settled by: the same command with --strategy"
              + " dpor, which executes every interleaving that could differ, where it comes to the"
              + " end.");
    }
    if (bounded > 0) {
      questions.add(bounded + " of " + results.size() + " cells were searched up to a bound, not to"
          + " the end. Settled by: more --time.");
    }
  }

  private void unfinished() {
    final long cut = count(Coverage.PARTIAL) + count(Coverage.NOT_RUN);
    if (cut > 0) {
      questions.add(cut + " of " + results.size() + " cells were cut short or not run. Settled by:"
          + " running them to their end.");
    }
  }

  private long count(Coverage coverage) {
    return results.stream().filter(result -> result.coverage() == coverage).count();
  }

  private void missed() {
    final List<String> never = results.stream()
        .filter(Result::isUnreachable)
        .map(result -> result.subject().toString())
        .toList();
    if (!never.isEmpty()) {
      questions.add("No schedule came to the ordering in " + String.join(", ", never)
          + ": there, nothing was tested.");
    }
  }

  private void silent() {
    final List<String> silent = cells(VhostOutcome.HUNG_SILENT);
    if (!silent.isEmpty()) {
      questions.add("The watchdog reports nobody in " + String.join(", ", silent)
          + ": a real machine that hangs like this leaves nothing in its log. Settled by: the lock"
          + " list (sysrq-d) and the worker's stack, while it hangs.");
    }
  }

  private List<String> cells(Outcome outcome) {
    return results.stream()
        .filter(result -> result.worst().filter(worst -> worst == outcome).isPresent())
        .map(result -> result.subject().toString())
        .toList();
  }

  private void runningHolders() {
    final String running = Decisive.bad(results).stream()
        .filter(OpenQuestions::hasARunningHolder)
        .map(sighting -> sighting.schedule().subject().toString())
        .collect(Collectors.joining(", "));
    if (!running.isEmpty()) {
      questions.add(
          "In " + running + " somebody loops in the kernel (R) with locks held: a 6.12"
              + " kernel prints only how many locks such a task has, not which. Settled by: a backtrace"
              + " of all processors (sysrq-l), or a kernel from 6.16 on, which names the likely owner.");
    }
  }

  private static boolean hasARunningHolder(Sighting<Cell> sighting) {
    return sighting.verdict().outcome().isHang()
        && new VerdictReport(sighting.verdict())
            .evidence().tasks().stream()
                .anyMatch(task -> task.state() == TaskState.R && !task.locks().isEmpty());
  }

  private void model() {
    questions.add("All this was executed in a model of the kernel's code, not in a kernel. Settled"
        + " by: staging the ordering on a real machine, as its sentence above says.");
  }
}
