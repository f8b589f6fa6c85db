package org.killpath.diagnose.match;

import java.util.Map;
import java.util.Optional;
import org.killpath.explore.Cell;
import org.killpath.kernel.UserPage;
import org.killpath.outcome.Evidence;
import org.killpath.outcome.Outcome;
import org.killpath.outcome.TaskReport;

/**
 * A hang that executions of a cell of the model showed.
 *
 * @param pages what backs the page of user memory that each task touched last, by task
 * @param atEnd it was seen after the last close only, when all pages had been served
 * @param count in how many executions it was seen
 * @param of so many
 * @param token replays one of them
 */
public record Sight(
    Cell cell,
    Outcome outcome,
    Evidence evidence,
    Map<String, UserPage.Backing> pages,
    boolean atEnd,
    long count,
    long of,
    String token) {
  public Sight {
    pages = Map.copyOf(pages);
  }

  Optional<UserPage.Backing> pageOf(TaskReport task) {
    return Optional.ofNullable(pages.get(task.task()));
  }

  /** The task that the given one waits for, if there is one. */
  Optional<TaskReport> holderFor(TaskReport task) {
    return task.holders().stream()
        .flatMap(name -> evidence.tasks().stream().filter(other -> other.task().equals(name)))
        .findFirst();
  }
}
