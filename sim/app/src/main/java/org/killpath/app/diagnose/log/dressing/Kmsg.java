package org.killpath.app.diagnose.log.dressing;

import java.util.Optional;

/**
 * What {@code /dev/kmsg} has before a message: priority, number, microseconds, flags, and perhaps who
 * printed it.
 */
record Kmsg(String time, Optional<String> caller, int end) {
  private static final String CALLER = ",caller=";
  private static final int MOST_OTHERS = 110;

  /** The head of a record, if one begins there. */
  static Optional<Kmsg> at(String line, int start) {
    final int number = field(line, start, 4);
    final int micros = number < 0 ? -1 : field(line, number, 12);
    final int flag = micros < 0 ? -1 : field(line, micros, 16);
    if (flag < 0 || flag >= line.length() || !isFlag(line.charAt(flag))) {
      return Optional.empty();
    }
    final int end = line.indexOf(';', flag);
    if (end < 0 || end - flag > MOST_OTHERS) {
      return Optional.empty();
    }
    return Optional.of(
        new Kmsg(seconds(line, micros, flag - 1), caller(line, flag + 1, end), end + 1));
  }

  /** Behind digits and their comma; -1 if there is no such field. */
  private static int field(String line, int from, int most) {
    int at = from;
    while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
      at++;
    }
    final boolean whole = at > from && at - from <= most && line.startsWith(",", at);
    return whole ? at + 1 : -1;
  }

  private static boolean isFlag(char c) {
    return c == '-' || (c >= 'a' && c <= 'z');
  }

  private static Optional<String> caller(String line, int from, int end) {
    final int value = from + CALLER.length();
    return line.startsWith(CALLER, from)
            && value < end
            && (line.charAt(value) == 'T' || line.charAt(value) == 'C')
            && Shapes.isDigits(line, value + 1, endOfField(line, value, end))
        ? Optional.of(line.substring(value, endOfField(line, value, end)))
        : Optional.empty();
  }

  private static int endOfField(String line, int from, int end) {
    final int comma = line.indexOf(',', from);
    return comma < 0 || comma > end ? end : comma;
  }

  /** As printk writes them. */
  private static String seconds(String line, int from, int to) {
    final int dot = to - 6;
    if (dot <= from) {
      return "0." + "0".repeat(6 - (to - from)) + line.substring(from, to);
    }
    int start = from;
    while (start < dot - 1 && line.charAt(start) == '0') {
      start++;
    }
    return line.substring(start, dot) + "." + line.substring(dot, to);
  }
}
