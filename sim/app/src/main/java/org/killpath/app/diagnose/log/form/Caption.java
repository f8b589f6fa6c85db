package org.killpath.app.diagnose.log.form;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.killpath.app.diagnose.log.TaskId;

/**
 * Words above a stack that say whose it is: a command that was typed, the name of a file, a pid.
 *
 * @param file does a file or a command name the task? A bare pid is weaker
 * @param rest what follows in the same line, as {@code grep . /proc/.../stack} has it
 */
public record Caption(TaskId task, Optional<Integer> tgid, boolean file, String rest) {
  private static final int LONGEST_NAME = 15;

  private static final Pattern FILE = Pattern.compile(
      "/proc/(\\d{1,9})/(?:task/(\\d{1,9})(?:/|\\b))?(stack\\b|comm\\b|status\\b|wchan\\b|(?= |:|$))(?::\\d{0,6})?:?");

  private static final Pattern COMMAND = Pattern.compile(
      "(?:^crash> *bt +|stack_trace\\((?:find_task\\()?(?:prog, ?)?|find_task\\((?:prog, ?)?)(\\d{1,9})\\b");

  private static final Pattern BARE = Pattern.compile(
      "^(?:[=-]+>? |#+ |\\(char \\[16\\]\\)\"(?=vhost-))?(?:(?:pid|PID|tid|TID|task|thread|Thread)[ :=]+)?"
          + "(?:(\\d{1,9})(?:[ :/]+\\(?(vhost-[\\w/:.-]{1,15})\\)?)?"
          + "|\\(?(vhost-[\\w.-]{1,15})\\)?(?:[\" :/\\[(]+(?:pid[ :=]*|pid_t\\))?)(\\d{1,9})[\\])]?)(?: <?[=-]+)?:?$");

  /** A line that names a task and begins nothing else. */
  public static Optional<Caption> of(String text) {
    final int path = Math.max(0, text.indexOf("/proc/"));
    final Matcher file = FILE.matcher(text);
    if (text.startsWith("/proc/", path) && file.find(path)) {
      final String thread = file.group(2) == null ? file.group(1) : file.group(2);
      final String rest =
          file.group().endsWith(":") ? text.substring(file.end()).strip() : "";
      final boolean name = file.group(3).equals("comm") && rest.length() <= LONGEST_NAME;
      return Optional.of(new Caption(
          Locks.task(name ? rest : "", thread),
          file.group(2) == null ? Optional.empty() : Optional.of(Integer.valueOf(file.group(1))),
          file.group(3).equals("stack"),
          rest));
    }
    final Matcher command = COMMAND.matcher(text);
    if (mayBeCommand(text) && command.find()) {
      return Optional.of(new Caption(Locks.task("", command.group(1)), Optional.empty(), true, ""));
    }
    final Matcher bare = BARE.matcher(text);
    if (text.indexOf('+') >= 0 || !bare.find()) { // most that come here are frames
      return Optional.empty();
    }
    final String pid = bare.group(1) == null ? bare.group(4) : bare.group(1);
    final String comm = bare.group(2) == null ? bare.group(3) : bare.group(2);
    return Optional.of(
        new Caption(Locks.task(comm == null ? "" : comm, pid), Optional.empty(), false, ""));
  }

  /** How many stacks of the task follow: a command may read the same file several times. */
  public int times(String text) {
    final String file = "/" + task.pid() + "/stack";
    int times = 0;
    for (int at = text.indexOf(file); at >= 0; at = text.indexOf(file, at + 1)) {
      times++;
    }
    return Math.max(1, times);
  }

  private static boolean mayBeCommand(String text) {
    return text.startsWith("crash>")
        || text.contains("stack_trace(")
        || text.contains("find_task(");
  }

  public Header header() {
    return new Header(
        task,
        tgid,
        Optional.empty(),
        false,
        org.killpath.app.diagnose.log.PrintedTask.Source.STACK);
  }
}
