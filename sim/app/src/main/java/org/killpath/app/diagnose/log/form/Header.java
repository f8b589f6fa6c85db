package org.killpath.app.diagnose.log.form;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.TaskId;

/**
 * The first line that is printed of a task, in all its forms.
 *
 * @param state the letter, if there is one
 * @param running did a processor execute it?
 */
public record Header(
    TaskId task,
    Optional<Integer> tgid,
    Optional<Character> state,
    boolean running,
    PrintedTask.Source source) {

  private static final Pattern TASK = Pattern.compile("^task:(.{1,64}?) +state:(\\S)");
  /** A number at the end of the line may be the beginning of a greater one: more stands behind both. */
  private static final Pattern PID = Pattern.compile(" pid: *(\\d{1,9})(?= )");

  private static final Pattern TGID = Pattern.compile(" tgid: *(\\d{1,9})(?= )");

  /** Before 5.10: {@code qemu-kvm        D    0  1000      1 0x00000080}, or with an address. */
  private static final Pattern OLD = Pattern.compile(
      "^(\\S.{0,15}?) +([RSDTtXZPIKW]) +(?:[0-9a-f]{8,16} +|running {1,2}task +)?\\d{1,6} +"
          + "(\\d{1,9}) +\\d{1,9} +0x[0-9a-f]{8}\\b");

  /** The name has fifteen places before it. */
  private static final int STATE = 16;

  private static final Pattern CPU = Pattern.compile(
      "^CPU: \\d{1,5} (?:UID: \\d{1,10} )?PID: (\\d{1,9}) Comm: (.{1,64}?) (?:Not tainted|Tainted|Kdump)");

  /** Before 3.9. */
  private static final Pattern OLD_CPU =
      Pattern.compile("^Pid: (\\d{1,9}), comm: (.{1,64}?) (?:Not tainted|Tainted)");

  private static final Pattern CRASH = Pattern.compile(
      "^PID: (\\d{1,9}) +TASK: [0-9a-f]{4,16} +CPU: \\d{1,5} +COMMAND: \"([^\"]{1,64})\"");

  private static final String GROUP = " (group ";
  private static final String IN_STATE = ") state ";
  private static final int LONGEST_NAME = 64;
  private static final int MOST_DIGITS = 9;

  /** The header of a task's dump. */
  public static Optional<Header> task(String text) {
    if (!text.startsWith("task:")) {
      return Optional.empty();
    }
    final Matcher form = TASK.matcher(text);
    final Matcher pid = PID.matcher(text);
    if (!form.find() || !pid.find(form.end())) {
      return Optional.empty();
    }
    final Matcher tgid = TGID.matcher(text);
    return Optional.of(new Header(
        Locks.task(form.group(1), pid.group(1)),
        tgid.find(form.end()) ? Optional.of(Integer.valueOf(tgid.group(1))) : Optional.empty(),
        Optional.of(form.group(2).charAt(0)),
        form.group(2).equals("R") || text.contains(" running task "),
        PrintedTask.Source.TASK));
  }

  /** The same before 5.10, when it had no names in it. */
  public static Optional<Header> old(String text) {
    if (text.length() <= STATE || text.charAt(STATE - 1) != ' ') {
      return Optional.empty();
    }
    final Matcher form = OLD.matcher(text);
    return form.find()
        ? Optional.of(new Header(
            Locks.task(form.group(1).strip(), form.group(3)),
            Optional.empty(),
            Optional.of(form.group(2).charAt(0)),
            form.group(2).equals("R") || text.contains(" running"),
            PrintedTask.Source.TASK))
        : Optional.empty();
  }

  /** What a processor executes. */
  public static Optional<Header> processor(String text) {
    if (!text.startsWith("CPU: ") && !text.startsWith("Pid: ")) {
      return Optional.empty();
    }
    final Matcher form = CPU.matcher(text);
    final Matcher old = OLD_CPU.matcher(text);
    final Optional<TaskId> task = form.find()
        ? Optional.of(Locks.task(form.group(2), form.group(1)))
        : old.find() ? Optional.of(Locks.task(old.group(2), old.group(1))) : Optional.empty();
    return task.map(found ->
        new Header(found, Optional.empty(), Optional.empty(), true, PrintedTask.Source.PROCESSOR));
  }

  /** What crash(8) prints above a backtrace. */
  public static Optional<Header> crash(String text) {
    if (!text.startsWith("PID: ")) {
      return Optional.empty();
    }
    final Matcher form = CRASH.matcher(text);
    return form.find()
        ? Optional.of(stack(Locks.task(form.group(2), form.group(1))))
        : Optional.empty();
  }

  /**
   * A task of a capture, whose frames stand in the same line: {@code vhost-1000/1010 (group 1000) state
   * D at vhost_worker_killed < vhost_task_fn}.
   */
  public static Optional<Header> captured(String text) {
    for (int at = text.lastIndexOf(GROUP, LONGEST_NAME + 1 + MOST_DIGITS);
        at > 0;
        at = text.lastIndexOf(GROUP, at - 1)) {
      final Optional<Header> header = captured(text, at);
      if (header.isPresent()) {
        return header;
      }
    }
    return Optional.empty();
  }

  private static Optional<Header> captured(String text, int at) {
    int slash = at - 1;
    while (slash > 0 && isDigit(text.charAt(slash))) {
      slash--;
    }
    final int group = at + GROUP.length();
    int end = group;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    final int state = end + IN_STATE.length();
    final boolean whole = slash > 0
        && slash <= LONGEST_NAME
        && text.charAt(slash) == '/'
        && isNumber(slash + 1, at)
        && isNumber(group, end)
        && text.startsWith(IN_STATE, end)
        && text.startsWith(" at ", state + 1)
        && text.charAt(state) != ' ';
    return whole
        ? Optional.of(new Header(
            Locks.task(text.substring(0, slash), text.substring(slash + 1, at)),
            Optional.of(Integer.valueOf(text.substring(group, end))),
            Optional.of(text.charAt(state)),
            text.charAt(state) == 'R',
            PrintedTask.Source.STACK))
        : Optional.empty();
  }

  private static boolean isNumber(int from, int to) {
    return to > from && to - from <= MOST_DIGITS;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static Header stack(TaskId task) {
    return new Header(task, Optional.empty(), Optional.empty(), false, PrintedTask.Source.STACK);
  }
}
