package org.killpath.app.diagnose.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.killpath.app.diagnose.evidence.Aftermath;
import org.killpath.app.diagnose.evidence.CaseFile;
import org.killpath.app.diagnose.evidence.KnownBug;
import org.killpath.app.diagnose.evidence.task.Halt;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.log.Incident;
import org.killpath.app.diagnose.log.Splat;
import org.killpath.app.diagnose.log.TaskId;

/** What a log says beside its hangs. */
public final class Notes {
  private static final int MOST_TASKS = 10;

  private Notes() {}

  public static List<String> of(CaseFile file) {
    final List<String> notes = new ArrayList<>();
    for (Seen task : file.notHanging()) {
      notes.add(task.task() + " had " + HolderWords.locks(task.locks())
          + " when a lock list was made; nobody is seen to wait for that");
    }
    for (Seen task : file.idle()) {
      if (!task.isHung() && file.hangs().isEmpty()) {
        notes.add(task.task()
            + Halt.of(task.trace())
                .map(halt -> " " + halt.words() + ", in its loop; what ends that is " + halt.ends()
                    + ". Nobody is seen to wait for it")
                .orElse(
                    " is an idle worker: it waits for work, and nobody is seen to wait for it"));
      }
    }
    for (Seen task : file.frozen()) {
      notes.add("the freezer could not stop " + task.task() + ", " + running(task)
          + task.trace().innermost().map(name -> " in " + name + "()").orElse("")
          + ": it cannot be frozen where it is"
          + (task.state().filter(state -> state == 'D').isPresent()
              ? "; it slept there in D when the freezer gave up"
              : "; that is no hang in D"));
    }
    for (Seen task : file.hungTasks()) {
      if (task.isOfAGroupsEnd() && file.hangs().stream().noneMatch(hang -> hang.isOf(task))) {
        notes.add(task.task() + " hangs in " + Steps.of(task)
            + "; nothing in the log says that vhost has to do with it, but a worker of vhost is such a"
            + " thread, from 6.4 on: " + Commands.workers());
      }
    }
    for (Incident incident : file.incidents()) {
      if (Aftermath.isVhosts(incident) && incident.kind() != Incident.Kind.EXITED) {
        notes.add(IncidentWords.of(incident));
        KnownBug.of(incident, file.age()).forEach(bug -> notes.add(bug.words(file.age())));
      }
    }
    for (Splat splat : file.splats()) {
      notes.add(IncidentWords.of(splat));
    }
    final List<TaskId> untold = file.untold().stream().map(Seen::task).toList();
    others(file, task -> !untold.contains(task))
        .ifPresent(
            names -> notes.add("hung, too, but nothing in their reports is vhost's: " + names));
    if (!file.hangs().isEmpty()) {
      others(file, untold::contains)
          .ifPresent(names -> notes.add(
              "hung, too, and the log does not show where, so that it may be in vhost: " + names));
    }
    return notes;
  }

  /** Tasks that the watchdog reported and that are in no hang of vhost's. */
  private static Optional<String> others(CaseFile file, Predicate<TaskId> which) {
    final List<TaskId> tasks = file.otherHung().stream().filter(which).toList();
    return tasks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            tasks.stream().limit(MOST_TASKS).map(TaskId::toString).collect(Collectors.joining(", "))
                + (tasks.size() > MOST_TASKS
                    ? " and " + (tasks.size() - MOST_TASKS) + " more"
                    : ""));
  }

  private static String running(Seen task) {
    return task.state().filter(state -> state == 'R').isPresent()
        ? "which was running"
        : "in state " + task.state().map(String::valueOf).orElse("unknown");
  }
}
