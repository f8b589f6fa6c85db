package org.killpath.app.diagnose.words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.killpath.app.diagnose.evidence.Aftermath;
import org.killpath.app.diagnose.evidence.CaseFile;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.log.Incident;
import org.killpath.app.diagnose.log.ShownTasks;
import org.killpath.app.diagnose.log.Splat;
import org.killpath.app.diagnose.log.TaskId;

/** Everything in a log that has to do with vhost or with its hangs, in its order. */
public final class TimelineWords {
  private static final int MOST = 100;

  private TimelineWords() {}

  public static List<TimelineEvent> of(CaseFile file, int boot) {
    final List<TimelineEvent> events = new ArrayList<>();
    file.hungTasks().forEach(task -> events.add(hung(task, boot)));
    file.incidents().stream()
        .filter(incident -> Aftermath.isVhosts(incident) || isOfInterest(incident))
        .forEach(incident -> events.add(incident(incident, boot)));
    file.splats().forEach(splat -> events.add(splat(splat, boot)));
    file.shown().forEach(shown -> events.add(shown(shown, boot)));
    events.sort(Comparator.comparingLong(TimelineEvent::line));
    return events.stream().limit(MOST).toList();
  }

  private static boolean isOfInterest(Incident incident) {
    return incident.kind() != Incident.Kind.WARNING && incident.kind() != Incident.Kind.EXITED;
  }

  private static TimelineEvent hung(Seen task, int boot) {
    final String where = task.isVhosts() || task.isOfAGroupsEnd()
        ? (task.trace().functions().isEmpty() ? "" : "in ") + Steps.of(task)
        : task.trace().whole()
            ? "nothing in its report is vhost's"
            : "and its trace is not in the log, or not whole";
    return new TimelineEvent(
        boot,
        task.reported().flatMap(report -> report.time()),
        task.reported().map(report -> report.line()).orElse(0L),
        "hung task",
        task.task().toString(),
        task.task() + " has been blocked for more than " + task.hungFor().orElse(0L) + " s, "
            + where,
        task.isVhosts()
            ? ""
            : task.trace().inner().stream()
                .findFirst()
                .map(call -> "it waits in " + call.function() + "()")
                .orElse(""));
  }

  private static TimelineEvent incident(Incident incident, int boot) {
    return new TimelineEvent(
        boot,
        incident.time(),
        incident.line(),
        incident.kind().word(),
        incident.task().map(TaskId::toString).orElse(""),
        IncidentWords.of(incident),
        meaning(incident));
  }

  private static String meaning(Incident incident) {
    final boolean worker = incident.task().filter(TaskId::isNamedLikeAWorker).isPresent();
    return switch (incident.kind()) {
      case OOPS, EXITED ->
        worker
            ? "a worker that has died runs no flush item and gives back no mutex: whoever waits for it"
                + " hangs from here on"
            : "what it held stays locked";
      case SOFT_LOCKUP ->
        "whoever flushes, or wants a mutex that it has, waits as long as it loops";
      case RCU_STALL -> "synchronize_rcu(), in the kill handler too, does not return meanwhile";
      case OOM_KILL -> "its whole group dies, vhost workers included: the kill handler runs";
      case FREEZER -> "the suspend is given up; what the freezer waits for is no hang by itself";
      case KASAN -> "what follows may be a consequence";
      case LOCKDEP_OFF -> "lock lists are not to be had in this boot";
      default -> "";
    };
  }

  private static TimelineEvent splat(Splat splat, int boot) {
    return new TimelineEvent(
        boot,
        splat.time(),
        splat.line(),
        "lockdep",
        splat.task().map(TaskId::toString).orElse(""),
        IncidentWords.of(splat),
        "lock lists after it in this boot are not to be had, or not to be trusted");
  }

  private static TimelineEvent shown(ShownTasks shown, int boot) {
    return new TimelineEvent(
        boot, shown.time(), shown.line(), "sysrq", "", "sysrq: " + shown.what(), "");
  }

  /** When it was, for a reader. */
  public static String when(Optional<String> time, long line) {
    return time.map(at -> at + (at.matches("[\\d.]+") ? " s, " : ", ")).orElse("") + "line " + line;
  }
}
