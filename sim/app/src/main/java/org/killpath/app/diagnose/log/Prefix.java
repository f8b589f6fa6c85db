package org.killpath.app.diagnose.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a log without what printk, dmesg, journald, syslog and consoles put before the message.
 *
 * @param caller the task or processor that printed it, if the kernel says so: lines of several may be
 *     mixed
 * @param time seconds since boot, as printed
 * @param text the message, blanks at its beginning included
 */
record Prefix(String caller, Optional<String> time, String text) {
  private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");
  private static final int FARTHEST = 160;
  private static final int LONGEST_TIME = 17;

  /** {@code [   10.868944]}, and perhaps {@code [   T26]} or {@code [    C0]} behind it. */
  private static final Pattern PRINTK =
      Pattern.compile("\\[ *(\\d{1,9}\\.\\d{6})\\](?:\\[ *([TC]\\d{1,8})\\])? ?");

  /** The same without a time: a console that prints the caller only. */
  private static final Pattern CALLER = Pattern.compile("^(?:<\\d{1,3}>)?\\[ *([TC]\\d{1,8})\\] ?");

  /** {@code Nov 22 06:22:33 host kernel: }, however the date is written. */
  private static final Pattern SYSLOG = Pattern.compile("\\bkernel(?:\\[\\d{1,8}\\])?: ?");

  /** {@code <6>}, {@code [Sun Nov 22 06:22:33 2026] }, {@code kern  :info  : }. */
  private static final Pattern PLAIN = Pattern.compile("^(?:<\\d{1,3}>"
      + "|\\[\\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}\\] ?"
      + "|\\w{1,8} *:\\w{1,8} *: )+");

  static Prefix of(String line) {
    final String plain =
        Printable.of(line.indexOf('\u001b') < 0 ? line : COLOURS.matcher(line).replaceAll(""));
    final Optional<Prefix> usual = usual(plain);
    if (usual.isPresent()) {
      return usual.get();
    }
    final Matcher printk = PRINTK.matcher(plain).region(0, Math.min(FARTHEST, plain.length()));
    if (printk.find()) {
      return new Prefix(
          Optional.ofNullable(printk.group(2)).orElse(""),
          Optional.of(printk.group(1)),
          plain.substring(printk.end()));
    }
    final Matcher caller = CALLER.matcher(plain);
    if (caller.find()) {
      return new Prefix(caller.group(1), Optional.empty(), plain.substring(caller.end()));
    }
    final Matcher syslog = SYSLOG.matcher(plain).region(0, Math.min(FARTHEST, plain.length()));
    if (syslog.find()) {
      return without(plain.substring(syslog.end()));
    }
    final Matcher other = PLAIN.matcher(plain);
    return without(other.find() ? plain.substring(other.end()) : plain);
  }

  /** What nearly every line begins with, {@code [   10.868944] }, by hand: it is read so often. */
  private static Optional<Prefix> usual(String line) {
    if (line.isEmpty() || line.charAt(0) != '[') {
      return Optional.empty();
    }
    final int from = skip(line, 1, ' ');
    int at = from;
    int dot = -1;
    while (at < line.length() && at - from < LONGEST_TIME && line.charAt(at) != ']') {
      final char c = line.charAt(at);
      if (c == '.' && dot < 0) {
        dot = at;
      } else if (c < '0' || c > '9') {
        return Optional.empty();
      }
      at++;
    }
    final boolean isTime = dot > from && at - dot == 7 && at < line.length();
    return isTime && !line.startsWith("[", at + 1)
        ? Optional.of(new Prefix(
            "",
            Optional.of(line.substring(from, at)),
            withoutHost(line.substring(
                Math.min(line.length(), line.startsWith(" ", at + 1) ? at + 2 : at + 1)))))
        : Optional.empty();
  }

  /** journalctl puts the host behind the time: {@code host-17 kernel: }. */
  private static String withoutHost(String text) {
    final int kernel = text.startsWith(" ") ? -1 : text.indexOf(" kernel: ");
    return kernel > 0 && text.lastIndexOf(' ', kernel - 1) < 0
        ? text.substring(kernel + " kernel: ".length())
        : text;
  }

  private static int skip(String line, int from, char what) {
    int at = from;
    while (at < line.length() && line.charAt(at) == what) {
      at++;
    }
    return at;
  }

  /** A syslog header may be followed by a caller. */
  private static Prefix without(String text) {
    final Matcher caller = CALLER.matcher(text);
    return caller.find()
        ? new Prefix(caller.group(1), Optional.empty(), text.substring(caller.end()))
        : new Prefix("", Optional.empty(), text);
  }
}
