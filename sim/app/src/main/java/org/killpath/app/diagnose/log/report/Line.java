package org.killpath.app.diagnose.log.report;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.killpath.app.diagnose.log.dressing.Undressed;
import org.killpath.app.diagnose.log.form.Form;
import org.killpath.app.diagnose.log.form.Message;
import org.killpath.app.diagnose.log.form.Wrapping;

/** A line that is looked at: a message, and what was put before it. */
final class Line {
  private final Message message;
  private final String caller;
  private final String host;
  private final boolean prefixed;
  private final Supplier<Optional<String>> time;

  /** {@code time} is asked of few lines: those that begin a report. */
  Line(
      Message message,
      String caller,
      String host,
      boolean prefixed,
      Supplier<Optional<String>> time) {
    this.message = message;
    this.caller = caller;
    this.host = HostName.plain(host);
    this.prefixed = prefixed;
    this.time = time;
  }

  static Line of(byte[] text, int from, int to) {
    final Undressed undressed =
        Undressed.of(new String(text, from, to - from, StandardCharsets.UTF_8));
    return new Line(
        Message.once(undressed.text()),
        undressed.caller(),
        undressed.host(),
        undressed.prefixed(),
        undressed::time);
  }

  /** The message, without blanks at its ends. */
  String text() {
    return message.text();
  }

  /** What the message says if it is of this form. */
  <T> Optional<T> as(Form<T> form) {
    return message.as(form);
  }

  /** The task or processor that printed it, if the kernel says so. */
  String caller() {
    return caller;
  }

  /** The machine whose line it is, if the line says so. */
  String host() {
    return host;
  }

  /** When it was printed: seconds since boot, or else a date as it stands there. */
  Optional<String> time() {
    return time.get();
  }

  /** Was there anything before it that only a logger puts there? */
  boolean prefixed() {
    return prefixed;
  }

  /** Does it begin a message by its words? */
  boolean begins() {
    return Wrapping.isStart(text());
  }

  /** Both in one line, as they were before mail has wrapped it. */
  Line with(Line rest) {
    return new Line(
        Message.once(text().isEmpty() ? rest.text() : text() + between(rest) + rest.text()),
        caller,
        host,
        prefixed,
        time);
  }

  /** A blank; in the header of a task, which has a word before each number, none within a number. */
  private String between(Line rest) {
    final boolean number = text().startsWith("task:")
        && Character.isDigit(text().charAt(text().length() - 1))
        && !rest.text().isEmpty()
        && Character.isDigit(rest.text().charAt(0));
    return number ? "" : " ";
  }
}
