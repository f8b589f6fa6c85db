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
  private final Template template;
  private final byte[] rest;
  private final int marks;
  private final Message message;
  private final boolean prefixed;
  private final String caller;
  /** Where the digits of whoever printed it are; none if they are always the same. */
  private final int callerAt;

  private Known(Template template, byte[] rest, int marks, Undressed undressed, int callerAt) {
    this.template = template;
    this.rest = rest;
    this.marks = marks;
    this.message = Message.kept(undressed.text());
    this.prefixed = undressed.prefixed();
    this.caller = undressed.caller();
    this.callerAt = callerAt;
  }

  /** Of a line of plain characters; empty if it cannot be told what changes with its prefix. */
  static Optional<Known> of(Template template, byte[] line, int from, int to, int marks) {
    final String text = new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    final Undressed undressed = Undressed.of(text);
    final int start = startOfMessage(text, undressed);
    final String before = text.substring(0, Math.min(template.length(), start));
    final String caller = undressed.caller();
    final int callerAt = caller.isEmpty() ? -1 : before.indexOf(caller);
    return start < template.length() || (callerAt >= 0 && callerAt != before.lastIndexOf(caller))
        ? Optional.empty()
        : Optional.of(new Known(
            template,
            Arrays.copyOfRange(line, from + template.length(), to),
            marks,
            undressed,
            callerAt));
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
    final String before = new String(line, from, template.length(), StandardCharsets.ISO_8859_1);
    return new Line(
        message,
        callerAt < 0 ? caller : before.substring(callerAt, callerAt + caller.length()),
        prefixed,
        () -> time(before));
  }

  private Optional<String> time(String before) {
    return Undressed.of(before + new String(rest, StandardCharsets.ISO_8859_1)).time();
  }
}
