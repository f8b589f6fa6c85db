package org.killpath.app.diagnose.log.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.killpath.app.diagnose.log.Call;
import org.killpath.app.diagnose.log.Captured;
import org.killpath.app.diagnose.log.LogEntry;
import org.killpath.app.diagnose.log.PrintedTask;
import org.killpath.app.diagnose.log.TaskId;
import org.killpath.app.diagnose.log.form.Form;
import org.killpath.app.diagnose.log.form.Header;
import org.killpath.app.diagnose.log.form.Locks;
import org.killpath.app.diagnose.log.form.TraceEnds;
import org.killpath.app.diagnose.log.line.Limits;

/**
 * What the capture script prints: a line for each task with its stack, innermost first, and below it
 * the mutex that it waits for and who has that.
 */
final class CaptureLines {
  private static final Pattern MUTEX = Pattern.compile(
      "^waits for mutex (?:0x)?([0-9a-f]{4,16}) \\(owner word [0-9a-fx]{1,18}\\) HELD BY (.*)");

  /** One letter for each time that it was looked at. */
  private static final Pattern LOOKED =
      Pattern.compile("^look: (.{1,64})/(\\d{1,9}) states ([A-Z]{1,64}) ");

  private static final String SEPARATOR = " < ";

  private Optional<TaskId> about = Optional.empty();

  /** A task's line, handed on as a dump of that task. */
  static boolean take(Line line, long number, Consumer<PrintedTask> receiver) {
    final Optional<Header> header = line.as(Form.CAPTURED);
    header.ifPresent(found -> receiver.accept(dump(found, line.text(), number)));
    return header.isPresent();
  }

  /** How often a holder was seen running, and how often asleep. */
  static boolean looked(String text, long number, Consumer<LogEntry> receiver) {
    final Matcher form = LOOKED.matcher(text);
    if (!text.startsWith("look: ") || !form.find()) {
      return false;
    }
    final TaskId task = Locks.task(form.group(1), form.group(2));
    form.group(3)
        .chars()
        .mapToObj(state -> new PrintedTask(
            task,
            Optional.empty(),
            Optional.of((char) state),
            state == 'R',
            List.of(),
            PrintedTask.Source.TASK,
            number,
            Optional.empty(),
            false))
        .forEach(receiver);
    return true;
  }

  void about(TaskId task) {
    about = Optional.of(task);
  }

  /** The line below: {@code waits for mutex 0x... (owner word 0x...) HELD BY holder/2000 (group ...}. */
  boolean held(String text, long number, Consumer<LogEntry> receiver) {
    if (about.isEmpty()) {
      return false;
    }
    if (text.startsWith("waits for no mutex")) {
      receiver.accept(new Captured(about.get(), Optional.empty(), Optional.empty(), number));
      return true;
    }
    final Matcher form = MUTEX.matcher(text);
    if (!form.find()) {
      return false;
    }
    final Optional<Header> owner = Header.captured(form.group(2));
    owner.ifPresent(found -> receiver.accept(dump(found, form.group(2), number)));
    receiver.accept(
        new Captured(about.get(), Optional.of(form.group(1)), owner.map(Header::task), number));
    return true;
  }

  /** What stands there up to an offset or a blank. */
  private static String function(String text, int from, int to) {
    int start = from;
    while (start < to && text.charAt(start) == ' ') {
      start++;
    }
    int end = start;
    while (end < to && text.charAt(end) != ' ' && text.charAt(end) != '+') {
      end++;
    }
    return text.substring(start, end);
  }

  private static PrintedTask dump(Header header, String text, long number) {
    final List<Call> calls = new ArrayList<>();
    final int at = text.indexOf(" at ", text.indexOf(") state ")) + " at ".length();
    if (!text.startsWith("(", at)) {
      for (int from = at; from <= text.length() && calls.size() < Limits.CALLS; ) {
        final int next = text.indexOf(SEPARATOR, from);
        final int to = next < 0 ? text.length() : next;
        final String function = function(text, from, to);
        if (!function.isEmpty()) {
          calls.add(new Call(function, true, ""));
        }
        from = to + SEPARATOR.length();
      }
    }
    return new PrintedTask(
        header.task(),
        header.tgid(),
        header.state(),
        header.running(),
        calls,
        PrintedTask.Source.STACK,
        number,
        Optional.empty(),
        !calls.isEmpty() && TraceEnds.isAtTheEdge(calls.get(calls.size() - 1).function()));
  }
}
