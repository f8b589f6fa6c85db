package org.killpath.app.diagnose.log.report;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.killpath.app.diagnose.log.dressing.Undressed;
import org.killpath.app.diagnose.log.form.Message;

/**
 * A line that was undressed before: what it comes to does not depend on the digits in what stands
 * before its message, but for its time and perhaps who printed it.
 */
final class Known {
  private static final int NOWHERE = -1;
  private static final int SEVERAL = -2;

  private final Template template;
  private final byte[] rest;
  private final int marks;
  private final Message message;
  private final boolean prefixed;
  private final String caller;
  private final String host;
  /** Where whoever printed it is named. */
  private final int callerAt;

  private final int hostAt;
  /** Where its time is. */
  private final int timeAt;

  private final int timeLength;

  private Known(
      Template template,
      byte[] rest,
      int marks,
      Undressed undressed,
      int callerAt,
      int hostAt,
      int timeAt) {
    this.template = template;
    this.rest = rest;
    this.marks = marks;
    this.message = Message.kept(undressed.text());
    this.prefixed = undressed.prefixed();
    this.caller = undressed.caller();
    this.host = undressed.host();
    this.callerAt = callerAt;
    this.hostAt = hostAt;
    this.timeAt = timeAt;
    this.timeLength = undressed.time().map(String::length).orElse(0);
  }

  /** Of a line of plain characters; empty if it cannot be told what changes with its prefix. */
  static Optional<Known> of(Template template, byte[] line, int from, int to, int marks) {
    final String text = new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    final Undressed undressed = Undressed.of(text);
    final int start = startOfMessage(text, undressed);
    if (start < template.length()) {
      return Optional.empty();
    }
    final String before = text.substring(0, template.length());
    final int callerAt = place(before, undressed.caller());
    final int hostAt = place(before, undressed.host());
    final int timeAt = undressed.time().map(time -> place(before, time)).orElse(NOWHERE);
    return callerAt == SEVERAL || hostAt == SEVERAL
        ? Optional.empty()
        : Optional.of(new Known(
            template,
            Arrays.copyOfRange(line, from + template.length(), to),
            marks,
            undressed,
            callerAt,
            hostAt,
            timeAt));
  }

  private static int place(String before, String wanted) {
    final int first = wanted.isEmpty() ? NOWHERE : before.indexOf(wanted);
    return first == before.lastIndexOf(wanted) || first == NOWHERE ? first : SEVERAL;
  }

  /** Where the message begins, blanks passed over. */
  static int startOfMessage(String text, Undressed undressed) {
    return text.stripTrailing().length() - undressed.text().length();
  }

  /** Is it this line, whose beginning is as the template says? */
  boolean is(Template beginning, byte[] line, int from, int to) {
    return template == beginning
        && Arrays.equals(rest, 0, rest.length, line, from + template.length(), to);
  }

  int marks() {
    return marks;
  }

  /** The line as it stands there now. */
  Line line(byte[] line, int from) {
    final byte[] before = Arrays.copyOfRange(line, from, from + template.length());
    return new Line(
        message,
        callerAt < 0 ? caller : text(before, callerAt, caller.length()),
        hostAt < 0 ? host : text(before, hostAt, host.length()),
        prefixed,
        () -> time(before));
  }

  private Optional<String> time(byte[] before) {
    return timeAt >= 0
        ? Optional.of(text(before, timeAt, timeLength))
        : Undressed.of(text(before, 0, before.length) + text(rest, 0, rest.length))
            .time();
  }

  private static String text(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
  }
}
