package org.killpath.diagnose.match;

import java.util.Optional;
import org.killpath.explore.Cell;
import org.killpath.outcome.Evidence;
import org.killpath.outcome.Outcome;
import org.killpath.outcome.TaskReport;

/**
 * A hang that executions of a cell of the model showed.
 *
 * @param atEnd it was seen after the last close only, when all pages had been served
 * @param count in how many executions it was seen
 * @param of so many
 * @param token replays one of them
 */
public record Sight(
    Cell cell,
    Outcome outcome,
    Evidence evidence,
    boolean atEnd,
    long count,
    long of,
    String token) {
  /** The task that the given one waits for, if there is one. */
  Optional<TaskReport> holderFor(TaskReport task) {
    return task.holders().stream()
        .flatMap(name -> evidence.tasks().stream().filter(other -> other.task().equals(name)))
        .findFirst();
  }
}
