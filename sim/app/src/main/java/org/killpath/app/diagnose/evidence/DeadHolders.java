package org.killpath.app.diagnose.evidence;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.killpath.app.diagnose.evidence.task.Backtrace;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.SeenLock;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.Incident;
import org.killpath.app.diagnose.log.TaskId;

/**
 * Looks for tasks that died where vhost has a mutex: they never give it back. Where a task died tells
 * neither whether it had the mutex at that moment, nor of which device it was.
 */
final class DeadHolders {
  private static final String VQ = "vq.mutex";
  private static final String WORKER = "worker.mutex";
  private static final String EXIT = "vtsk.exit_mutex";
  private static final String HANDLER = "vhost_worker_killed";

  private final BootLog log;
  private final Observer observer;

  DeadHolders(BootLog log, Observer observer) {
    this.log = log;
    this.observer = observer;
  }

  /** A task of the victim's own group, or a worker of it. */
  Optional<Holder> ofItsGroup(Seen victim) {
    final int group = victim.tgid().orElse(victim.task().pid());
    return deaths(victim).stream()
        .filter(death -> death.task().isOfGroup(group))
        .findFirst()
        .map(Holder.class::cast);
  }

  /** The only task that died so. */
  Optional<Holder> only(Seen victim) {
    final List<Holder.Died> deaths = deaths(victim);
    return deaths.size() == 1 ? Optional.of(deaths.get(0)) : Optional.empty();
  }

  private List<Holder.Died> deaths(Seen victim) {
    return log.incidents().stream()
        .filter(Incident::endsTheTask)
        .flatMap(incident -> incident.task().stream())
        .distinct()
        .filter(task -> !task.equals(victim.task()))
        .flatMap(task -> death(task, victim).stream())
        .toList();
  }

  private Optional<Holder.Died> death(TaskId task, Seen victim) {
    final Set<String> wanted = wanted(victim);
    return Aftermath.endOf(log.incidents(), task)
        .filter(crash -> isBefore(crash, victim))
        .map(crash -> new Holder.Died(
            observer.see(task), crash, had(crash).filter(wanted::contains).toList()))
        .filter(death -> !death.mutexes().isEmpty());
  }

  private static boolean isBefore(Incident crash, Seen victim) {
    return victim.reported().filter(report -> report.line() < crash.line()).isEmpty();
  }

  /** What the victim waits for: by a lock list, or else what the function takes that it is in. */
  private static Set<String> wanted(Seen victim) {
    final Optional<String> listed = victim.waitsFor().flatMap(SeenLock::label);
    if (listed.isPresent()) {
      return Set.of(listed.get());
    }
    return victim.trace().kind() == Wait.MUTEX && victim.trace().outside().isEmpty()
        ? victim.trace().innermost().map(DeadHolders::takes).orElse(Set.of())
        : Set.of();
  }

  private static Stream<String> had(Incident crash) {
    final List<String> functions = Stream.concat(
            Stream.of(crash.function()), crash.calls().stream().map(Call::function))
        .map(Backtrace::plain)
        .toList();
    final Set<String> mutexes = new HashSet<>();
    functions.forEach(function -> mutexes.addAll(takes(function)));
    if (!functions.contains(HANDLER)) {
      mutexes.remove(EXIT); // behind its loop only, the worker has it
    }
    return mutexes.stream().sorted();
  }

  /** What a function of vhost may take, and have while it calls others. */
  private static Set<String> takes(String function) {
    if (function.equals("vhost_task_fn") || function.equals("vhost_task_stop")) {
      return Set.of(EXIT);
    }
    if (function.equals(HANDLER)) {
      return Set.of(WORKER, VQ);
    }
    if (function.equals("__vhost_worker_flush")) {
      return Set.of(WORKER);
    }
    if (function.equals("vhost_vring_ioctl") || isOfAWorkItem(function)) {
      return Set.of(VQ);
    }
    return function.startsWith("vhost_")
            && (function.endsWith("_ioctl") || function.endsWith("_release"))
        ? Set.of("dev.mutex", VQ)
        : Set.of();
  }

  private static boolean isOfAWorkItem(String function) {
    return function.startsWith("handle_tx")
        || function.startsWith("handle_rx")
        || function.equals("vhost_transport_do_send_pkt")
        || (function.startsWith("vhost_") && function.contains("_handle_"));
  }
}
