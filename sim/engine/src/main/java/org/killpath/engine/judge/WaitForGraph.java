package org.killpath.engine.judge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;

/** Who waits for whom in a quiescent world. Edges also run through completions and RCU. */
public final class WaitForGraph {
  private final List<Task> blocked;

  private WaitForGraph(List<Task> blocked) {
    this.blocked = blocked;
  }

  /** The graph of {@code kernel} as it stands; call it while no task runs. */
  public static WaitForGraph of(Kernel kernel) {
    return new WaitForGraph(kernel.tasks().stream().filter(Task::isBlocked).toList());
  }

  private static List<Task> awaited(Task task) {
    return task.isBlocked() ? task.pendingOn().awaited(task, task.pendingOp()) : List.of();
  }

  /** A cycle, each task waiting for the next and the last for the first, if there is one. */
  public Optional<List<Task>> cycle() {
    final Set<Task> finished = new HashSet<>();
    for (Task task : blocked) {
      final List<Task> path = new ArrayList<>();
      if (closes(task, path, finished)) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  private static boolean closes(Task task, List<Task> path, Set<Task> finished) {
    final int seen = path.indexOf(task);
    if (seen >= 0) {
      path.subList(0, seen).clear();
      return true;
    }
    if (finished.contains(task)) {
      return false;
    }
    path.add(task);
    for (Task next : awaited(task)) {
      if (closes(next, path, finished)) {
        return true;
      }
    }
    path.remove(path.size() - 1);
    finished.add(task);
    return false;
  }

  /**
   * The chain from {@code start} to whoever everything waits for, or round a cycle once. Where a
   * task waits for several, the first is followed.
   */
  public List<Task> chain(Task start) {
    final List<Task> chain = new ArrayList<>();
    Optional<Task> task = Optional.of(start);
    while (task.isPresent() && !chain.contains(task.get())) {
      chain.add(task.get());
      task = awaited(task.get()).stream().findFirst();
    }
    return chain;
  }
}
