package org.killpath.lab.truth;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.judge.Verdict;

/**
 * What a verdict shows, in the columns of {@code ground-truth.csv}: the words in which real kernels
 * and the model are compared.
 *
 * @param worker the task that serves the device, or the stuck one if several do
 * @param workerState a letter of a task list; {@code -} if the thread is gone
 * @param blockedFn where it is stuck, if it is
 * @param blockedOn the class of the lock, {@code user page}, or {@code idle}
 * @param holder who has what the worker wants, or sleeps on the page; {@code -} if nobody
 * @param reported the roles that the watchdog names, while the world has not completed
 */
record Shown(
    Optional<TaskReport> worker,
    String workerState,
    Optional<String> blockedFn,
    Optional<String> blockedOn,
    String holder,
    Set<String> reported) {

  static final String IN_GROUP = "in-group";
  static final String OUTSIDE = "outside";
  static final String NOBODY = "-";

  static final String IDLE = "idle";
  private static final String USER_PAGE = "user page";

  /** What the file calls the first thread of the owner's group. */
  private static final String LEADER = "leader";

  static Shown by(Verdict verdict) {
    final Evidence evidence = verdict.evidence();
    final Optional<TaskReport> worker = worker(evidence);
    final Optional<TaskReport> alive = worker.filter(task -> task.waitsFor().isPresent());
    return new Shown(
        worker,
        worker.map(Shown::state).orElse(NOBODY),
        alive.map(task -> task.function().map(Object::toString).orElse("user mode")),
        alive.map(Shown::waitsFor),
        holder(evidence, alive),
        reported(evidence));
  }

  /** The stuck one if several serve the device, else the first. */
  private static Optional<TaskReport> worker(Evidence evidence) {
    return evidence.stuck().stream()
        .filter(Shown::isWorker)
        .findFirst()
        .or(() -> evidence.tasks().stream().filter(Shown::isWorker).findFirst());
  }

  private static boolean isWorker(TaskReport task) {
    return task.role().startsWith("worker");
  }

  static String state(TaskReport task) {
    return String.valueOf(task.state().shown());
  }

  private static String waitsFor(TaskReport task) {
    if (task.waitsFor().flatMap(TaskReport.WaitedFor::backing).isPresent()) {
      return USER_PAGE;
    }
    final String label = task.waitsFor().map(TaskReport.WaitedFor::label).orElse("nothing at all");
    return label.equals("task") ? IDLE : label;
  }

  /** The one called holder by its place, another one by its role; with its state while it lives. */
  private static String holder(Evidence evidence, Optional<TaskReport> worker) {
    final Optional<TaskReport> called = evidence.role("holder");
    if (called.isPresent()) {
      return withState(place(evidence, called.get()), called.get());
    }
    if (worker.isEmpty() || waitsFor(worker.get()).equals(IDLE)) {
      return NOBODY;
    }
    return worker.get().holders().stream()
        .findFirst()
        .flatMap(name ->
            evidence.tasks().stream().filter(task -> task.task().equals(name)).findFirst())
        .map(task -> withState(task.role(), task))
        .orElse(waitsFor(worker.get()).equals(USER_PAGE) ? worker.get().role() : NOBODY);
  }

  /** Is {@code task} a thread of the owner's group? */
  static String place(Evidence evidence, TaskReport task) {
    final boolean inside =
        evidence.role("owner").filter(owner -> owner.tgid() == task.tgid()).isPresent();
    return inside ? IN_GROUP : OUTSIDE;
  }

  private static String withState(String who, TaskReport task) {
    return state(task).equals(NOBODY) ? who : who + " " + state(task);
  }

  /** What had completed was not watched until the watchdog's time-out. */
  private static Set<String> reported(Evidence evidence) {
    if (evidence.stuck().isEmpty()) {
      return Set.of();
    }
    return evidence.tasks().stream()
        .filter(TaskReport::isReported)
        .map(task -> isWorker(task) ? "worker" : task.role().equals("owner") ? LEADER : task.role())
        .collect(Collectors.toSet());
  }

  /** Roles as the file writes them. */
  static String roles(Set<String> roles) {
    return roles.isEmpty() ? NOBODY : roles.stream().sorted().collect(Collectors.joining("+"));
  }
}
