package org.killpath.app.diagnose.log.form;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.TaskId;

/**
 * Lines of two tools of bcc: {@code offcputime}, which names the task below its stack, and {@code
 * trace} with stacks, which names it above. Frames are bare names, so that they are some only where a
 * title has said who prints.
 */
public final class Bcc {
  private static final Pattern TITLE =
      Pattern.compile("^(?:Tracing off-CPU time .*|PID +TID +COMM +FUNC\\b.*)");

  /** {@code finish_task_switch.isra.0}, {@code b'mutex_lock+0x3c [kernel]'}, with an address before. */
  private static final Pattern FRAME = Pattern.compile(
      "^(?:(?:0x)?[0-9a-f]{8,16} +)?(?:b')?"
          + "([A-Za-z_]\\w{0,127}(?:\\.\\w{1,32}){0,4})(?:\\+0x[0-9a-f]{1,6})?(?: \\[(\\w{1,60})\\])?'?$");

  /** {@code -                vhost-77 (78)}. */
  private static final Pattern BELOW =
      Pattern.compile("^- +(?:b')?(\\S.{0,15}?)'? \\((\\d{1,7})\\)$");

  /** {@code 77      78      vhost-77        vhost_worker_killed}, and what was asked for behind it. */
  private static final Pattern ABOVE = Pattern.compile(
      "^\\d{1,7} +(\\d{1,7}) +(\\S.{0,15}?) +[A-Za-z_][\\w.]{0,127}(?: .{0,200})?$");

  /** Microseconds, {@code --} between the stacks of kernel and process, a frame without a name. */
  private static final Pattern OTHER = Pattern.compile("^(?:\\d{1,18}|--|\\[unknown\\])$");

  private Bcc() {}

  /** Does one of the two say that stacks follow? */
  public static boolean isTitle(String text) {
    return TITLE.matcher(text).matches();
  }

  /** A frame of the kernel's or of a process. */
  public static Optional<Call> frame(String text) {
    final Matcher form = FRAME.matcher(text);
    return form.matches()
        ? Optional.of(new Call(
            form.group(1),
            true,
            form.group(2) == null || form.group(2).equals("kernel") ? "" : form.group(2)))
        : Optional.empty();
  }

  /** Whose the stack above is. */
  public static Optional<TaskId> below(String text) {
    final Matcher form = BELOW.matcher(text);
    return form.matches()
        ? Optional.of(Locks.task(form.group(1), form.group(2)))
        : Optional.empty();
  }

  /** Whose the stack below is. */
  public static Optional<TaskId> above(String text) {
    final Matcher form = ABOVE.matcher(text);
    return form.matches()
        ? Optional.of(Locks.task(form.group(2), form.group(1)))
        : Optional.empty();
  }

  /** Does it stand between stacks, or between frames, and say nothing of them? */
  public static boolean isOther(String text) {
    return OTHER.matcher(text).matches();
  }
}
