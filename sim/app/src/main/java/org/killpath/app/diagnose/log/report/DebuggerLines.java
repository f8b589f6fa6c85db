package org.killpath.app.diagnose.log.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.killpath.app.diagnose.log.LogEntry;
import org.killpath.app.diagnose.log.Named;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.form.Caption;
import org.killpath.app.diagnose.log.form.Debugger;

/** What a debugger says beside frames: its tasks, and which of them it has turned to. */
final class DebuggerLines {
  private Optional<Caption> current = Optional.empty();

  /** A line of a list; a worker in one is a worker that there is, though nothing more is said. */
  static boolean listed(String text, long number, Consumer<LogEntry> receiver) {
    final Optional<Debugger.Listed> listed = Debugger.listed(text);
    listed.ifPresent(found -> {
      receiver.accept(new Named(found.task()));
      if (found.task().isNamedLikeAWorker()) {
        receiver.accept(new PrintedTask(
            found.task(),
            Optional.empty(),
            found.state(),
            false,
            List.of(),
            PrintedTask.Source.STACK,
            number,
            Optional.empty(),
            false));
      }
    });
    return listed.isPresent();
  }

  /** Whose backtrace the next frames are, if this line tells. */
  Optional<Caption> turned(String text) {
    if (Debugger.asksForBacktrace(text)) {
      return current;
    }
    final Optional<Caption> found =
        Debugger.current(text).map(task -> new Caption(task, Optional.empty(), true, ""));
    current = found.or(() -> current);
    return found;
  }
}
