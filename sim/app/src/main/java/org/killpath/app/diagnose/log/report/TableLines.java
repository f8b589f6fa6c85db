package org.killpath.app.diagnose.log.report;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.LogEntry;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.form.TaskTable;

/**
 * A table of tasks that is being read. Of most of them nothing is kept: those that may matter are
 * workers of vhost, what sleeps in vhost, and what sleeps uninterruptibly without a word of where, or
 * in a function that anything may sleep in.
 */
final class TableLines {
  private static final Set<String> OF_ANYTHING = Set.of(
      "mutex_lock",
      "__mutex_lock",
      "wait_for_completion",
      "wait_for_common",
      "__wait_for_common",
      "synchronize_rcu",
      "schedule",
      "__schedule");

  private Optional<TaskTable> table = Optional.empty();

  boolean isOpen() {
    return table.isPresent();
  }

  /** Takes a headline or a row; false if it is neither. */
  boolean line(String text, boolean mayBegin, long number, Consumer<LogEntry> receiver) {
    final Optional<TaskTable.Row> row = table.flatMap(open -> open.row(text));
    if (row.isPresent()) {
      row.filter(TableLines::matters).ifPresent(found -> receiver.accept(task(found, number)));
      return true;
    }
    table = mayBegin ? TaskTable.of(text) : Optional.empty();
    return table.isPresent();
  }

  private static boolean matters(TaskTable.Row row) {
    final Optional<String> place = row.channel();
    return row.task().isNamedLikeAWorker()
        || place.filter(name -> name.contains("vhost")).isPresent()
        || (row.state() == 'D'
            && place
                .filter(name -> OF_ANYTHING.stream().noneMatch(name::startsWith))
                .isEmpty());
  }

  private static PrintedTask task(TaskTable.Row row, long number) {
    return new PrintedTask(
        row.task(),
        row.tgid(),
        Optional.of(row.state()),
        row.state() == 'R',
        row.channel().stream().map(name -> new Call(name, true, "")).toList(),
        PrintedTask.Source.CHANNEL,
        number,
        Optional.empty(),
        false);
  }
}
