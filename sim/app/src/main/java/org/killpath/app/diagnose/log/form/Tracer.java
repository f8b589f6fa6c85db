package org.killpath.app.diagnose.log.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.TaskId;

/**
 * Lines of the stacks that tracing tools print: ftrace and trace-cmd, bpftrace, perf script, and
 * folded stacks.
 */
public final class Tracer {
  /** Whose stack follows, in which state it went to sleep, if that is said. */
  public record Head(Optional<TaskId> task, Optional<Character> state) {}

  /** {@code vhost-77-78 [001] d..2. 12.000002: <stack trace>}; of the name {@code <...>} may be left. */
  private static final Pattern FTRACE = Pattern.compile(
      "^(\\S.{0,15}?)-(\\d{1,7}) +(?:\\([^)]{1,10}\\) +)?\\[\\d{3}\\] .{0,48}<(?:user )?stack trace ?>");

  private static final Pattern FTRACE_EVENT = Pattern.compile(
      "^(\\S.{0,15}?)-(\\d{1,7}) +(?:\\([^)]{1,10}\\) +)?\\[\\d{3}\\] .{0,32}\\d\\.\\d{6}: ");

  /** {@code vhost-77    78 [001]    12.000002: sched:sched_switch: ...}. */
  private static final Pattern PERF = Pattern.compile(
      "^(\\S.{0,15}?) +(?:\\d{1,7}/)?(\\d{1,7}) (?:\\[\\d{3}\\] )? *\\d{1,9}\\.\\d{6,9}: +(?:\\d{1,12} +)?[\\w.-]{1,40}:");

  private static final Pattern STATE =
      Pattern.compile(" prev_pid=(\\d{1,7}) .{0,24}prev_state=([A-Z])");

  /** {@code @stacks[vhost-77, 78,}. */
  private static final Pattern MAP = Pattern.compile("^@[a-z_0-9]{0,24}\\[(.{0,80})$");

  private static final Pattern MAP_END = Pattern.compile("^(.{0,80})\\]: .{1,40}$");
  private static final Pattern KEYS =
      Pattern.compile("^,? *(?:(\\d{1,7}), *)?([A-Za-z<(]\\S{0,14})(?:, *(\\d{1,7}))?,? *$");
  private static final Pattern PID_ONLY = Pattern.compile("^,? *(\\d{1,7}),? *$");

  private static final Pattern ARROW = Pattern.compile(
      "^=> ([A-Za-z_][\\w.]{0,127})(?:\\+0x[0-9a-f]{1,6}/0x[0-9a-f]{1,6})?(?: [(<][0-9a-fx]{6,20}[)>])?$");
  private static final Pattern DECIMAL = Pattern.compile("^([A-Za-z_][\\w.]{0,127})\\+\\d{1,6}$");
  private static final Pattern OF_PERF = Pattern.compile(
      "^[0-9a-f]{6,16} ([A-Za-z_][\\w.]{0,127})(?:\\+0x[0-9a-f]{1,8})? \\(\\[?([^)\\]]{1,80})\\]?\\)$");
  private static final Pattern FOLDED = Pattern.compile(
      "^([^; ][^;]{0,15}?)(?:-(?:\\d{1,7}/)?(\\d{1,7}))?;([^ ]{3,4000}) \\d{1,15}$");

  private Tracer() {}

  /** The line that stands above a stack of ftrace. */
  public static Optional<Head> ftrace(String text) {
    final Matcher form = FTRACE.matcher(text);
    return text.endsWith(">") && form.find()
        ? Optional.of(new Head(Optional.of(task(form.group(1), form.group(2))), Optional.empty()))
        : Optional.empty();
  }

  /** An event of ftrace that has no stack: one that may stand between two stacks. */
  public static boolean isEvent(String text) {
    return FTRACE_EVENT.matcher(text).find();
  }

  /** In which state a task is switched away from; its pid is the number of {@code task}. */
  public static Optional<Head> switched(String text) {
    final Matcher form = STATE.matcher(text);
    return form.find()
        ? Optional.of(new Head(
            Optional.of(Locks.task("", form.group(1))),
            Optional.of(form.group(2).charAt(0))))
        : Optional.empty();
  }

  /** The line that stands above a stack of perf's. */
  public static Optional<Head> perf(String text) {
    final Matcher form = PERF.matcher(text);
    return form.find()
        ? Optional.of(new Head(
            Optional.of(task(form.group(1), form.group(2))), switched(text).flatMap(Head::state)))
        : Optional.empty();
  }

  /** Where a map of bpftrace's begins, with its keys before the stack. */
  public static Optional<Head> map(String text) {
    final Matcher form = MAP.matcher(text);
    return form.find()
        ? Optional.of(new Head(keys(form.group(1)), Optional.empty()))
        : Optional.empty();
  }

  /** Where the stack of a map ends, with its keys behind the stack. */
  public static Optional<Head> mapEnd(String text) {
    final Matcher form = MAP_END.matcher(text);
    return form.find()
        ? Optional.of(new Head(keys(form.group(1)), Optional.empty()))
        : Optional.empty();
  }

  private static Optional<TaskId> keys(String text) {
    final Matcher both = KEYS.matcher(text);
    if (both.find()) {
      final String pid = both.group(1) == null ? both.group(3) : both.group(1);
      return pid == null ? Optional.empty() : Optional.of(task(both.group(2), pid));
    }
    final Matcher pid = PID_ONLY.matcher(text);
    return pid.find() ? Optional.of(Locks.task("", pid.group(1))) : Optional.empty();
  }

  private static TaskId task(String comm, String pid) {
    return Locks.task(comm.startsWith("<") ? "" : comm, pid);
  }

  /** A frame of ftrace, bpftrace or perf. */
  public static Optional<Call> frame(String text) {
    if (text.startsWith("=> ")) {
      return call(ARROW.matcher(text));
    }
    if (text.indexOf('+') > 0 && Character.isDigit(text.charAt(text.length() - 1))) {
      return call(DECIMAL.matcher(text));
    }
    final Matcher perf = OF_PERF.matcher(text);
    return text.endsWith(")") && perf.find()
        ? Optional.of(
            new Call(perf.group(1), true, perf.group(2).startsWith("kernel") ? "" : perf.group(2)))
        : Optional.empty();
  }

  private static Optional<Call> call(Matcher form) {
    return form.find() ? Optional.of(new Call(form.group(1), true, "")) : Optional.empty();
  }

  /** A whole stack in one line. */
  public record Folded(Optional<TaskId> task, String comm, List<Call> calls) {}

  /** {@code vhost-77;ret_from_fork;vhost_task_fn;schedule 5000000}: the outermost comes first. */
  public static Optional<Folded> folded(String text) {
    final Matcher form = FOLDED.matcher(text);
    if (text.indexOf(';') < 0 || !form.find()) {
      return Optional.empty();
    }
    final boolean worker = form.group(1).equals("vhost") && form.group(2) != null; // its name
    final List<Call> calls = new ArrayList<>();
    for (String name : form.group(3).split(";", -1)) {
      final String plain = name.endsWith("_[k]") ? name.substring(0, name.length() - 4) : name;
      if (Frames.endOfSymbol(plain, 0) == plain.length() && !plain.isEmpty()) {
        calls.add(0, new Call(plain, true, ""));
      }
    }
    return calls.size() < 2
        ? Optional.empty()
        : Optional.of(new Folded(
            worker
                ? Optional.empty()
                : Optional.ofNullable(form.group(2)).map(pid -> task(form.group(1), pid)),
            worker ? "vhost-" + form.group(2) : form.group(1),
            calls));
  }
}
