package org.killpath.app.diagnose.match;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.TaskReport;
import org.killpath.lab.cell.Cell;

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
  /** The tasks that the given one waits for. */
  List<TaskReport> holdersFor(TaskReport task) {
    return task.holders().stream()
        .flatMap(name -> evidence.tasks().stream().filter(other -> other.task().equals(name)))
        .toList();
  }

  /** The given task, whom it waits for, whom those wait for, and so on. */
  public Set<TaskReport> chainOf(TaskReport task) {
    final Set<TaskReport> chain = new LinkedHashSet<>();
    final Deque<TaskReport> next = new ArrayDeque<>(List.of(task));
    while (!next.isEmpty()) {
      final TaskReport link = next.remove();
      if (chain.add(link)) {
        next.addAll(holdersFor(link));
      }
    }
    return chain;
  }
}
