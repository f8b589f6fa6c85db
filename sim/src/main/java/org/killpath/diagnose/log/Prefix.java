package org.killpath.diagnose.log;

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

  /** A syslog header may be followed by a caller. */
  private static Prefix without(String text) {
    final Matcher caller = CALLER.matcher(text);
    return caller.find()
        ? new Prefix(caller.group(1), Optional.empty(), text.substring(caller.end()))
        : new Prefix("", Optional.empty(), text);
  }
}
