package org.killpath.lab.fault;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Sighting;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.judge.Verdict;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.VhostOutcome;

/**
 * What one fault costs.
 *
 * @param fault which one
 * @param outcomes every outcome that was seen
 * @param costs the same in words, with the state of the worker and who else is reported; the worst
 *     first
 * @param places the functions in which the worker was stuck
 * @param proven is every interleaving known?
 * @param traces how many there are
 * @param token replays the worst of them
 */
public record FaultCell(
    Fault fault,
    Set<Outcome> outcomes,
    List<String> costs,
    List<String> places,
    boolean proven,
    long traces,
    String token) {
  public FaultCell {
    outcomes = Set.copyOf(outcomes);
    costs = List.copyOf(costs);
    places = List.copyOf(places);
  }

  /**
   * What {@code result} says of {@code fault}.
   *
   * @throws IllegalStateException if the model failed, or an execution did not come to the fault
   */
  static FaultCell of(Fault fault, Result<Cell> result) {
    if (result.failure().isPresent()
        || result.missed() > 0
        || result.sightings().isEmpty()) {
      throw new IllegalStateException(
          fault.id() + ": " + result.failure().or(result::missing).orElse("nothing was seen"));
    }
    return new FaultCell(
        fault,
        result.seen(),
        result.sightings().stream().map(each -> cost(each.verdict())).distinct().toList(),
        result.sightings().stream()
            .flatMap(each -> evidence(each.verdict()).role("worker").stream())
            .filter(worker -> worker.waitsFor().isPresent())
            .flatMap(worker -> worker.function().stream())
            .map(function -> function.name() + "()")
            .distinct()
            .toList(),
        result.coverage() == Result.Coverage.COMPLETE,
        result.schedules(),
        result.sightings().stream().findFirst().map(Sighting::token).orElseThrow());
  }

  private static String cost(Verdict verdict) {
    if (!(verdict.outcome() instanceof VhostOutcome outcome)) {
      return verdict.outcome().toString();
    }
    return switch (outcome) {
      case COMPLETED -> "completed";
      case HUNG_SILENT -> "silent" + state(verdict);
      case HUNG_RELEASED -> "reported" + state(verdict);
      case HUNG, DEADLOCK, LOST_FLUSH -> "for ever" + state(verdict);
      case WARNED, GAVE_UP, LEAKED, LOST_WORK, USE_AFTER_FREE -> outcome.name();
    };
  }

  /** The state of the worker, and of whom else the watchdog names. */
  private static String state(Verdict verdict) {
    final Evidence evidence = evidence(verdict);
    final String worker =
        evidence.role("worker").map(task -> " " + task.state().name()).orElse("");
    final String others = evidence.tasks().stream()
        .filter(task -> task.isReported() && !task.role().equals("worker"))
        .map(TaskReport::role)
        .distinct()
        .collect(Collectors.joining("+"));
    return worker + (others.isEmpty() ? "" : " (" + others + ")");
  }

  /** The world when somebody was stuck for the first time. */
  private static Evidence evidence(Verdict verdict) {
    return verdict.stuck().isPresent()
        ? verdict.evidence()
        : verdict.atClose().orElse(verdict.evidence());
  }
}
