package org.killpath.app.diagnose.log.form;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.killpath.app.diagnose.log.TaskId;

/**
 * What gdb, kgdb and crash say of tasks beside their frames: lists of them, and whose backtrace comes
 * next.
 */
public final class Debugger {
  /** A task in a list, and its state if the list has it. */
  public record Listed(TaskId task, Optional<Character> state) {}

  /** kgdb: {@code * 215  Thread 1010 (vhost-1000)  __schedule (sched_mode=0) at kernel/...}. */
  private static final Pattern THREAD = Pattern.compile(
      "^(?:\\* {0,4})?\\d{1,9} +Thread (\\d{1,9}) (?:\\(([^()]{1,64})\\)|\"([^\"]{1,64})\")(?= |$)");

  /** gdb's {@code lx-ps}: {@code 0xffff888004bd0000  1010   vhost-1000}. */
  private static final Pattern TASK =
      Pattern.compile("^0x[0-9a-f]{8,16} +(\\d{1,9}) +(\\S(?:.{0,62}\\S)?)$");

  /** crash's {@code ps}: {@code > 1010 2 1 ffff888004bd8000 UN 0.1 204800 16384 vhost-1000}. */
  private static final Pattern PS = Pattern.compile(
      "^(?:> {0,8})?(\\d{1,9}) +\\d{1,9} +\\d{1,5} +[0-9a-f]{8,16} +([A-Z]{2}) +[\\d.]+"
          + " +\\d+ +\\d+ +(\\S.{0,63})$");

  /** {@code [Switching to thread 215 (Thread 1010)]}, {@code Thread 3 (LWP 1010):}. */
  private static final Pattern CURRENT =
      Pattern.compile("^(?:\\[Switching to thread \\d{1,9}|Thread \\d{1,9}) \\("
          + "(?:Thread 0x[0-9a-f]{1,16} \\()?(?:Thread|LWP|process) (\\d{1,9})"
          + "(?: \\(([^()]{1,64})\\)| \"([^\"]{1,64})\")?\\){1,2}[\\]:]");

  private static final Pattern BACKTRACE =
      Pattern.compile("^\\(gdb\\) *(?:bt|backtrace|where)(?: |$)");

  private Debugger() {}

  /** A line of a list of tasks. */
  public static Optional<Listed> listed(String text) {
    final Matcher thread = THREAD.matcher(text);
    if (text.contains("Thread ") && thread.find()) {
      return Optional.of(
          new Listed(Locks.task(name(thread, 2), thread.group(1)), Optional.empty()));
    }
    final Matcher task = TASK.matcher(text);
    if (text.startsWith("0x") && task.find()) {
      return Optional.of(new Listed(Locks.task(task.group(2), task.group(1)), Optional.empty()));
    }
    final Matcher row = PS.matcher(text);
    return row.find()
        ? Optional.of(new Listed(Locks.task(row.group(3), row.group(1)), state(row.group(2))))
        : Optional.empty();
  }

  private static Optional<Character> state(String word) {
    return switch (word) {
      case "UN" -> Optional.of('D');
      case "IN" -> Optional.of('S');
      case "RU" -> Optional.of('R');
      case "ZO" -> Optional.of('Z');
      default -> Optional.empty();
    };
  }

  /** Whom a debugger turned to. */
  public static Optional<TaskId> current(String text) {
    if (!text.startsWith("Thread ") && !text.startsWith("[Switching to ")) {
      return Optional.empty();
    }
    final Matcher form = CURRENT.matcher(text);
    return form.find() ? Optional.of(Locks.task(name(form, 2), form.group(1))) : Optional.empty();
  }

  private static String name(Matcher form, int first) {
    return Optional.ofNullable(form.group(first))
        .or(() -> Optional.ofNullable(form.group(first + 1)))
        .orElse("");
  }

  /** Was the backtrace of whom it had turned to asked for? */
  public static boolean asksForBacktrace(String text) {
    return text.startsWith("(gdb)") && BACKTRACE.matcher(text).find();
  }
}
