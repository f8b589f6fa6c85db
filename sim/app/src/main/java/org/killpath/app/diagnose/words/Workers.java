package org.killpath.app.diagnose.words;

import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.Wait;

/** What the task that others wait for does. */
final class Workers {
  private Workers() {}

  /** Begins with a comma; empty if the log does not show it. */
  static String doing(Seen task) {
    if (task.trace().functions().isEmpty()) {
      return task.timesRunning() > 0 ? ", which was running" : "";
    }
    final String where = " in " + task.trace().functions().get(0) + "()" + caller(task);
    if (task.trace().kind() == Wait.RUNNING) {
      return ", which was running" + where
          + ": it loops there, or works; no page fault is in its trace";
    }
    if (task.trace().fault().isPresent()) {
      return ", which is" + where + " and waits for "
          + task.trace()
              .outside()
              .map(outside -> outside.what())
              .orElse(task.trace().fault().get().words());
    }
    return ", which is" + where + " and "
        + task.trace()
            .outside()
            .map(outside -> "waits for " + outside.what())
            .orElse(task.trace().kind().words());
  }

  /** The work item, if the innermost function is one below it. */
  private static String caller(Seen task) {
    return task.trace().functions().stream()
        .skip(1)
        .filter(name ->
            name.startsWith("handle_") || name.contains("_handle_") || name.endsWith("_work"))
        .findFirst()
        .map(name -> ", called by " + name + "()")
        .orElse("");
  }
}
