package org.killpath.app.diagnose.log.form;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.killpath.app.diagnose.log.TaskId;

/**
 * What {@code ps} prints: a headline, and a row for each task in its columns. One of them may be the
 * function in which a task sleeps, its wait channel: all of a stack that {@code ps} knows.
 */
public final class TaskTable {
  /**
   * A task.
   *
   * @param channel the function; empty if it is not told, or not to its end
   */
  public record Row(TaskId task, Optional<Integer> tgid, char state, Optional<String> channel) {}

  private static final Pattern TITLE = Pattern.compile("[A-Z%][A-Z0-9%+]{0,11}");
  private static final Pattern STATE = Pattern.compile("[RSDTtZXIWPK][<NLslm+]{0,5}");
  private static final Pattern PID = Pattern.compile("\\d{1,9}");
  private static final Pattern FUNCTION = Pattern.compile("[A-Za-z_][\\w.]{2,63}");
  private static final int MOST_COLUMNS = 24;
  private static final int LONGEST_NAME = 15;
  /** If nobody says how wide it shall be. */
  private static final int WIDTH = 6;

  private static final int GREAT_WIDTH = 32;

  /** A name that is the beginning of one of these is one that was cut off. */
  private static final List<String> SLEEPS_IN = List.of(
      "vhost_worker_killed",
      "__vhost_worker_flush",
      "vhost_worker_flush",
      "vhost_work_dev_flush",
      "vhost_work_flush",
      "vhost_dev_flush",
      "vhost_task_stop",
      "vhost_task_fn",
      "vhost_worker",
      "vhost_run_work_kthread_list");

  private final int columns;
  private final int pid;
  private final int group;
  private final int state;
  private final int channel;
  private final int command;
  private final int width;

  private TaskTable(List<String> titles, int width) {
    columns = titles.size();
    final int thread = first(titles, "LWP", "TID", "SPID");
    group = thread < 0 ? -1 : first(titles, "PID", "TGID");
    pid = thread < 0 ? first(titles, "PID") : thread;
    state = first(titles, "STAT", "S");
    channel = first(titles, "WCHAN");
    command = first(titles, "COMMAND", "CMD", "COMM");
    this.width = width;
  }

  private static int first(List<String> titles, String... wanted) {
    return Arrays.stream(wanted)
        .mapToInt(titles::indexOf)
        .filter(at -> at >= 0)
        .findFirst()
        .orElse(-1);
  }

  /** The table that begins with this headline. */
  public static Optional<TaskTable> of(String text) {
    final List<String> titles = List.of(text.split(" +", MOST_COLUMNS + 1));
    if (titles.size() < 3
        || titles.size() > MOST_COLUMNS
        || !titles.stream().allMatch(title -> TITLE.matcher(title).matches())) {
      return Optional.empty();
    }
    final TaskTable table = new TaskTable(titles, width(text));
    return table.pid >= 0 && table.state >= 0 && table.command >= 0
        ? Optional.of(table)
        : Optional.empty();
  }

  /** How wide the column of wait channels is, as far as the next headline tells. */
  private static int width(String text) {
    final int from = text.indexOf("WCHAN");
    int to = text.indexOf(' ', Math.max(0, from));
    while (to >= 0 && to < text.length() && text.charAt(to) == ' ') {
      to++;
    }
    return from < 0 || to < 0 ? WIDTH : to - from - 1;
  }

  /** A row of it. */
  public Optional<Row> row(String text) {
    final List<String> words = List.of(text.split(" +", -1));
    final int more = words.size() - columns;
    if (more < 0) {
      return Optional.empty();
    }
    final String stat = words.get(behind(state, more));
    final String number = words.get(behind(pid, more));
    if (!STATE.matcher(stat).matches() || !PID.matcher(number).matches()) {
      return Optional.empty();
    }
    return Optional.of(new Row(
        Locks.task(name(words, more), number),
        group < 0
            ? Optional.empty()
            : Optional.of(words.get(behind(group, more)))
                .filter(word -> PID.matcher(word).matches())
                .map(Integer::valueOf),
        stat.charAt(0),
        channel < 0 ? Optional.empty() : whole(words.get(behind(channel, more)))));
  }

  /** The command may have blanks in it: the columns behind it are counted from the end. */
  private int behind(int column, int more) {
    return column > command ? column + more : column;
  }

  /** The task's name; empty if all of a command line is there instead. */
  private String name(List<String> words, int more) {
    final String all = String.join(" ", words.subList(command, command + more + 1))
        .replaceFirst("^[|\\\\_ ]+ (?=\\S)", "");
    final String name =
        all.startsWith("[") && all.endsWith("]") ? all.substring(1, all.length() - 1) : all;
    return name.length() <= LONGEST_NAME && name.indexOf('/') != 0 && !name.contains(" -")
        ? name
        : "";
  }

  private Optional<String> whole(String name) {
    final boolean fills = name.length() >= WIDTH && name.length() == width;
    final boolean cut = name.endsWith("_")
        || name.length() == WIDTH
        || fills
        || name.length() >= GREAT_WIDTH
        || (!SLEEPS_IN.contains(name)
            && SLEEPS_IN.stream().anyMatch(full -> full.startsWith(name)));
    return FUNCTION.matcher(name).matches() && !cut ? Optional.of(name) : Optional.empty();
  }
}
