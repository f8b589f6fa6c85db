package org.killpath.engine.judge;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.state.TaskState;

/**
 * The state of a quiescent world: what a maintainer would want to see of it.
 *
 * @param tasks every task that was started, those that are gone included
 * @param cycle the tasks of a deadlock, if there is one
 * @param chain from the most telling stuck task to the last that it waits for
 */
public record Evidence(List<TaskReport> tasks, List<TaskReport> cycle, List<TaskReport> chain) {
  /** Nothing was looked at. */
  public static final Evidence NONE = new Evidence(List.of(), List.of(), List.of());

  /**
   * Takes down the state of {@code kernel}, which must be quiescent.
   *
   * @param obliged the tasks that have to come to their end
   * @param central the tasks of which a stuck one tells more than any other
   */
  public static Evidence of(Kernel kernel, Predicate<Task> obliged, Predicate<Task> central) {
    final WaitForGraph graph = WaitForGraph.of(kernel);
    final Optional<Task> first = mostTelling(kernel.tasks(), obliged, central);
    return new Evidence(
        reports(kernel.tasks(), obliged),
        reports(graph.cycle().orElse(List.of()), obliged),
        reports(first.map(graph::chain).orElse(List.of()), obliged));
  }

  private static List<TaskReport> reports(Collection<Task> tasks, Predicate<Task> obliged) {
    return tasks.stream().map(task -> TaskReport.of(task, obliged.test(task))).toList();
  }

  /** A stuck central task if there is one, else the first stuck obliged task. */
  private static Optional<Task> mostTelling(
      Collection<Task> tasks, Predicate<Task> obliged, Predicate<Task> central) {
    final List<Task> stuck =
        tasks.stream().filter(task -> task.isBlocked() && obliged.test(task)).toList();
    return stuck.stream().filter(central).findFirst().or(() -> stuck.stream().findFirst());
  }

  /** The obliged tasks that have not come to their end. */
  public List<TaskReport> stuck() {
    return tasks.stream().filter(task -> task.obliged() && isUnfinished(task)).toList();
  }

  /** The other tasks that are still there. */
  public List<TaskReport> leftBehind() {
    return tasks.stream().filter(task -> !task.obliged() && isUnfinished(task)).toList();
  }

  private static boolean isUnfinished(TaskReport task) {
    return task.state() != TaskState.GONE;
  }

  /** The roles that the hung-task watchdog names: {@code owner+holder}, or {@code -} for nobody. */
  public String reported() {
    final String roles = tasks.stream()
        .filter(TaskReport::isReported)
        .map(TaskReport::role)
        .distinct()
        .collect(Collectors.joining("+"));
    return roles.isEmpty() ? "-" : roles;
  }

  /** True if the hung-task watchdog would name somebody. */
  public boolean anyReported() {
    return tasks.stream().anyMatch(TaskReport::isReported);
  }

  /** The report on the task with this role, if there was one. */
  public Optional<TaskReport> role(String role) {
    return tasks.stream().filter(task -> task.role().equals(role)).findFirst();
  }
}
