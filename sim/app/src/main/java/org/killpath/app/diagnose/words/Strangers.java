package org.killpath.app.diagnose.words;

import java.util.List;
import java.util.stream.Collectors;
import org.killpath.app.diagnose.evidence.task.Backtrace;
import org.killpath.app.diagnose.evidence.task.Seen;

/** Tasks that wait for something that is not vhost's: for what, as far as their traces tell. */
final class Strangers {
  private static final int MOST_TASKS = 4;

  private Strangers() {}

  /** The first of them, each with its place. */
  static String of(List<Seen> tasks) {
    return tasks.stream().limit(MOST_TASKS).map(Strangers::of).collect(Collectors.joining("; "))
        + (tasks.size() > MOST_TASKS ? "; and " + (tasks.size() - MOST_TASKS) + " more" : "");
  }

  private static String of(Seen task) {
    final Backtrace trace = task.trace();
    final String in = trace.inner().stream()
        .findFirst()
        .map(call -> " in " + call.function() + "()")
        .orElse(", whose trace is not in the log");
    return task.task()
        + in
        + trace.outside().map(outside -> ", for " + outside.what()).orElse("");
  }
}
