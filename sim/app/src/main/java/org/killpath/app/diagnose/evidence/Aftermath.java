package org.killpath.app.diagnose.evidence;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.VhostNames;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.Incident;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.Splat;
import org.killpath.app.diagnose.log.TaskId;

/** What can be concluded from crashes and from reports of lockdep. */
public final class Aftermath {
  private Aftermath() {}

  /** Has it to do with vhost, by its task, its function or its trace? */
  public static boolean isVhosts(Incident incident) {
    return incident.task().filter(TaskId::isNamedLikeAWorker).isPresent()
        || (VhostNames.isFunction(incident.function())
            && !incident.function().equals("synchronize_rcu"))
        || VhostNames.isIn(incident.calls())
        || VhostNames.isIn(incident.freedBy());
  }

  /** Has it to do with vhost, by its task, its locks or its trace? */
  public static boolean isVhosts(Splat splat) {
    return splat.task().filter(TaskId::isNamedLikeAWorker).isPresent()
        || splat.wanted().filter(VhostNames::isOurs).isPresent()
        || splat.held().stream().anyMatch(VhostNames::isOurs)
        || VhostNames.isIn(splat.calls());
  }

  /** Does the freezer, or a crash, rather than a hang account for the task? */
  static boolean isAccountedFor(Seen task, List<Incident> incidents) {
    return (task.source().filter(source -> source == PrintedTask.Source.FREEZER).isPresent()
            && task.state().filter(state -> state == 'D').isEmpty())
        || endOf(incidents, task.task()).isPresent();
  }

  /** Where it happened: as it is printed, or the innermost function that tells anything. */
  public static String place(Incident incident) {
    if (!incident.function().isEmpty()) {
      return incident.function();
    }
    return incident.calls().stream()
        .map(Call::function)
        .filter(name -> !isOfTheReport(name))
        .findFirst()
        .orElse("");
  }

  private static boolean isOfTheReport(String name) {
    return name.startsWith("dump_stack")
        || name.startsWith("nmi_")
        || name.startsWith("kasan_")
        || name.startsWith("print_")
        || name.startsWith("__asan")
        || name.startsWith("asm_exc_")
        || name.startsWith("exc_")
        || name.startsWith("show_regs")
        || name.startsWith("__die")
        || name.startsWith("die");
  }

  /** The function of vhost that the trace is in, from outside. */
  public static Optional<String> inVhost(List<Call> calls) {
    return calls.stream().filter(VhostNames::isOurs).map(Call::function).findFirst();
  }

  /** What KASAN said of the same task before it crashed, the newest. */
  public static Optional<Incident> ofMemoryBefore(List<Incident> incidents, Incident crash) {
    return incidents.stream()
        .filter(one -> one.kind() == Incident.Kind.KASAN && one.line() < crash.line())
        .filter(one -> one.task().isPresent() && one.task().equals(crash.task()))
        .max(Comparator.comparing(Incident::line));
  }

  /** The first thing that ended this task, if the log shows any. */
  static Optional<Incident> endOf(List<Incident> incidents, TaskId task) {
    final Comparator<Incident> oopsFirst =
        Comparator.comparingInt(incident -> incident.kind() == Incident.Kind.OOPS ? 0 : 1);
    return incidents.stream()
        .filter(Incident::endsTheTask)
        .filter(incident -> incident.task().filter(task::equals).isPresent())
        .min(oopsFirst.thenComparing(Incident::line));
  }
}
