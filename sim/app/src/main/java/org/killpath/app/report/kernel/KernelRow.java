package org.killpath.app.report.kernel;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.killpath.app.kit.heard.Played;
import org.killpath.app.kit.heard.SeenTask;
import org.killpath.engine.judge.Outcome;
import org.killpath.lab.truth.Measurement;
import org.killpath.lab.truth.Measurement.Holder;
import org.killpath.lab.truth.Prediction;

/** What was seen of one ordering, in the columns of the ground truth. */
final class KernelRow {
  private static final String GONE = "-";
  private static final String USER_PAGE = "user page";
  private static final String SOCKET_LOCK = "socket lock";
  private static final String WARNED = "WARNED at the last close";

  private final Played played;
  private final Prediction model;

  /**
   * @param model its names are used where something is called differently inside and outside
   */
  KernelRow(Played played, Prediction model) {
    this.played = played;
    this.model = model;
  }

  Measurement measurement(Outcome outcome) {
    return new Measurement(
        played.id(),
        model.design(),
        outcome,
        workerStates(),
        blockedFn(),
        blockedOn(),
        holder(),
        reported(),
        List.of(played.kernel()),
        note());
  }

  private boolean isStuck() {
    return !played.completed().orElse(false);
  }

  private Optional<SeenTask> stuckWorker() {
    return played.worker().filter(worker -> isStuck() && !worker.isGone());
  }

  private Set<String> workerStates() {
    return played.worker().map(KernelRow::states).orElse(Set.of(GONE));
  }

  /** Who retries a fault is seen asleep now and then. */
  private static Set<String> states(SeenTask task) {
    if (task.isGone()) {
      return Set.of(GONE);
    }
    return task.state().equals("R") && task.waitsFor(USER_PAGE)
        ? new TreeSet<>(Set.of("R", "S"))
        : Set.of(task.state());
  }

  /** The model's function if the worker is in it: the compiler may have made others visible. */
  private Optional<String> blockedFn() {
    return stuckWorker()
        .flatMap(worker ->
            model.blockedFns().stream().filter(worker::isIn).findFirst().or(worker::function));
  }

  /**
   * Whoever is halted waits for nothing that has a name. Nothing, too, if it cannot be told which
   * mutex it is, and the model has one.
   */
  private Optional<String> blockedOn() {
    return stuckWorker()
        .flatMap(SeenTask::waits)
        .filter(what -> !what.equals("stopped"))
        .filter(what -> !what.equals("a mutex")
            || model.blockedOns().stream().noneMatch(lock -> lock.endsWith("mutex")));
  }

  private Optional<Holder> holder() {
    final Optional<SeenTask> called = played.task("holder");
    if (called.isPresent()) {
      final SeenTask task = called.get();
      return Optional.of(new Holder(
          task.group().equals("owner") ? "in-group" : "outside",
          task.isGone() ? Set.of() : states(task)));
    }
    return stuckWorker().flatMap(this::whoHasWhatItWants);
  }

  /**
   * Who sleeps on user memory in a function of vhost has its vq.mutex; who waits there for another
   * mutex has a worker's, for that is the one that is taken first.
   */
  private Optional<Holder> whoHasWhatItWants(SeenTask worker) {
    if (worker.waitsFor(USER_PAGE)) {
      return Optional.of(new Holder("worker", Set.of()));
    }
    if (worker.waitsFor(SOCKET_LOCK)) {
      return played.tasks().stream()
          .filter(task -> task.waitsFor(USER_PAGE))
          .findFirst()
          .map(task -> new Holder(task.role(), states(task)));
    }
    if (worker.waits().filter(what -> what.endsWith("mutex")).isEmpty()) {
      return Optional.empty();
    }
    final boolean first = worker.waitsFor("worker.mutex");
    return played.tasks().stream()
        .filter(task -> !task.role().equals(worker.role()) && task.function().isPresent())
        .filter(task -> first
            ? task.waits().filter(what -> what.endsWith("mutex")).isPresent()
            : task.waitsFor(USER_PAGE))
        .findFirst()
        .map(task -> new Holder(task.role(), states(task)));
  }

  /** What had completed was not watched until the watchdog's time-out. */
  private Set<String> reported() {
    return isStuck()
        ? played.reported().stream().map(KernelRow::role).collect(Collectors.toSet())
        : Set.of();
  }

  /** The owner's first thread is the leader of its group. */
  private static String role(String role) {
    return role.startsWith("worker") ? "worker" : role.equals("owner") ? "leader" : role;
  }

  private String note() {
    final boolean warned = played.warnings().stream()
        .anyMatch(warning ->
            warning.startsWith("last-close:") && !KernelOutcome.hangsAtLastClose(warning));
    return warned ? WARNED : "";
  }
}
