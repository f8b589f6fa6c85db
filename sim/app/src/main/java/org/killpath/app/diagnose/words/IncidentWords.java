package org.killpath.app.diagnose.words;

import java.util.Optional;
import java.util.stream.Collectors;
import org.killpath.app.diagnose.evidence.Aftermath;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.Incident;
import org.killpath.app.diagnose.log.PrintedLock;
import org.killpath.app.diagnose.log.Splat;
import org.killpath.app.diagnose.log.TaskId;

/** Crashes and reports of lockdep in a sentence, and what they mean for the rest of the log. */
public final class IncidentWords {
  private IncidentWords() {}

  /** What happened, to whom, where. */
  public static String of(Incident incident) {
    final String who = incident.task().map(TaskId::toString).orElse("");
    final String place = Aftermath.place(incident);
    final String where = place.isEmpty() ? "" : " in " + place + "()";
    return switch (incident.kind()) {
      case WARNING ->
        "a warning fired" + where + " (line " + incident.line() + ")" + by(who)
            + (place.equals("vhost_worker_destroy")
                ? ": a worker was destroyed with work left in its list"
                : "");
      case KASAN ->
        incident.detail().replaceFirst("^BUG: ", "").replaceFirst(" in \\S+(?: \\S+:\\d+)?$", "")
            + where + by(who) + " (line " + incident.line() + ")" + below(incident)
            + freed(incident);
      case OOPS ->
        "an oops" + where + by(who) + " (line " + incident.line() + ")" + below(incident)
            + ": the task ended there";
      case SOFT_LOCKUP ->
        "a soft lockup" + where + by(who) + " (line " + incident.line()
            + "): it loops in the kernel and lets nobody else run" + below(incident);
      case RCU_STALL ->
        "an RCU stall" + by(who) + " (line " + incident.line()
            + "): a processor or task holds up every grace period," + " synchronize_rcu() included"
            + below(incident);
      case OOM_KILL -> "the OOM killer killed " + who + " (line " + incident.line() + ")";
      case FREEZER -> "the freezer failed (line " + incident.line() + "): " + incident.detail();
      case EXITED ->
        who + " ended in the kernel (line " + incident.line() + "): " + incident.detail();
      case PANIC -> "a panic" + where + by(who) + " (line " + incident.line() + ")";
      case BUG -> incident.detail() + by(who) + " (line " + incident.line() + ")" + below(incident);
      case LOCKDEP_OFF -> "lockdep is turned off (line " + incident.line() + ")";
    };
  }

  private static String by(String who) {
    return who.isEmpty() ? "" : " by " + who;
  }

  /** The function of vhost that it happened below, if that is another. */
  private static String below(Incident incident) {
    return Aftermath.inVhost(incident.calls())
        .filter(name -> !name.equals(Aftermath.place(incident)))
        .map(name -> ", below " + outer(incident) + name + "()")
        .orElse("");
  }

  /** The first functions between the crash and vhost: whose code it is. */
  private static String outer(Incident incident) {
    final Optional<String> first = incident.calls().stream()
        .map(Call::function)
        .filter(name -> !name.equals(Aftermath.place(incident)))
        .filter(name -> !name.contains("dump_stack")
            && !name.startsWith("kasan")
            && !name.startsWith("print_")
            && !isOfTheStall(name))
        .findFirst();
    return first
        .filter(name -> !Aftermath.inVhost(incident.calls()).equals(first))
        .map(name -> name + "() and ")
        .orElse("");
  }

  /** What makes a processor say what it does. */
  private static boolean isOfTheStall(String name) {
    return name.contains("nmi_")
        || name.contains("backtrace")
        || name.startsWith("rcu_")
        || name.contains("timer")
        || name.startsWith("update_process_times");
  }

  private static String freed(Incident incident) {
    return Aftermath.inVhost(incident.freedBy())
        .map(name -> "; the memory was freed by " + name + "()")
        .orElse("");
  }

  /** What lockdep says, and that it says no more in this boot. */
  public static String of(Splat splat) {
    final String off = "; lockdep is off from here on, until the next boot";
    final String line = " (line " + splat.line() + ")";
    final String who = splat.task().map(TaskId::toString).orElse("a task");
    if (!Aftermath.isVhosts(splat)) {
      return "lockdep reports " + splat.title() + line + ", which is not vhost's" + off;
    }
    if (splat.isSelfDeadlock()) {
      return "lockdep reports " + splat.title() + line + ": " + who + " wants "
          + splat.wanted().map(IncidentWords::lock).orElse("a lock") + " that it holds itself"
          + through(splat) + ": it would deadlock with itself (recursive locking)" + off;
    }
    if (splat.title().contains("circular")) {
      return "lockdep reports a possible circular dependency" + line + ": " + who + " wants "
          + splat.wanted().map(PrintedLock::lockClass).orElse("a lock") + " and has "
          + splat.held().stream().map(PrintedLock::lockClass).collect(Collectors.joining(", "))
          + off;
    }
    return "lockdep reports " + splat.title() + line + ": " + who
        + splat.wanted().map(lock -> " wants " + lock(lock)).orElse("") + off;
  }

  private static String lock(PrintedLock lock) {
    return lock.lockClass() + " (" + lock.address() + ")";
  }

  private static String through(Splat splat) {
    final String path = splat.calls().stream()
        .map(Call::function)
        .filter(name -> name.startsWith("eventfd_signal")
            || name.equals("vhost_poll_wakeup")
            || name.equals("vhost_poll_queue")
            || name.equals("vhost_signal"))
        .distinct()
        .collect(Collectors.joining("() and "));
    return path.isEmpty() ? "" : ", through " + path + "()";
  }
}
