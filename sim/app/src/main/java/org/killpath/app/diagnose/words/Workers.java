package org.killpath.app.diagnose.words;

import java.util.stream.Collectors;
import org.killpath.app.diagnose.evidence.task.Backtrace;
import org.killpath.app.diagnose.evidence.task.Halt;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.Wait;

/** What the task that others wait for does. */
final class Workers {
  private static final int LONGEST_PATH = 3;

  private Workers() {}

  /** Begins with a comma; empty if the log does not show it. */
  static String doing(Seen task) {
    if (task.trace().functions().isEmpty()) {
      return outside(task);
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
            .orElseGet(() -> Halt.of(task.trace())
                .map(halt -> halt.words() + ": what ends that is " + halt.ends())
                .orElse(task.trace().kind().words()));
  }

  /** Of a task that is nowhere in vhost. */
  private static String outside(Seen task) {
    if (task.timesRunning() > 0 || task.trace().inner().isEmpty()) {
      return task.timesRunning() > 0 ? ", which was running" : "";
    }
    return ", which is in "
        + task.trace().inner().stream()
            .dropWhile(call -> task.trace()
                .outside()
                .filter(outside -> !outside.function().equals(Backtrace.plain(call.function())))
                .isPresent())
            .limit(LONGEST_PATH)
            .map(call -> call.function() + "()")
            .collect(Collectors.joining(", called by "))
        + task.trace()
            .outside()
            .map(outside -> ", and waits for " + outside.what())
            .orElse("");
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
