package org.killpath.app.diagnose.words;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.killpath.app.diagnose.evidence.CaseFile;
import org.killpath.app.diagnose.evidence.Seen;
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
    file.warnings()
        .forEach(warning -> notes.add("a warning fired in " + warning.function() + "() (line "
            + warning.line() + ")" + about(warning.function())));
    file.splats()
        .forEach(splat -> notes.add("lockdep reports a possible circular dependency (line "
            + splat.line() + "): " + splat.task() + " wants " + splat.wanted() + " and has "
            + splat.held()));
    if (!file.otherHung().isEmpty()) {
      notes.add("hung, too, but nothing in their reports is vhost's: "
          + file.otherHung().stream()
              .limit(MOST_TASKS)
              .map(TaskId::toString)
              .collect(Collectors.joining(", "))
          + (file.otherHung().size() > MOST_TASKS
              ? " and " + (file.otherHung().size() - MOST_TASKS) + " more"
              : ""));
    }
    return notes;
  }

  private static String about(String function) {
    return function.equals("vhost_worker_destroy")
        ? ": a worker was destroyed with work left in its list"
        : "";
  }
}
