package org.killpath.app.diagnose.log.dressing;

/** What stands in the brackets before a message, told by its characters. */
final class Shapes {
  private static final int LONGEST_CALLER = 40;

  private Shapes() {}

  /** Digits with one dot. */
  static boolean isNumber(String line, int from, int to) {
    boolean dot = false;
    for (int i = from; i < to; i++) {
      final char c = line.charAt(i);
      if (c == '.' && !dot && i > from) {
        dot = true;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return dot && to - from <= 20;
  }

  /** {@code T26}, {@code C1}, {@code CPU1}; of Android, {@code 2: khungtaskd: 40}. */
  static boolean isCaller(String line, int from, int to) {
    final char first = line.charAt(from);
    if (first == 'T' || first == 'C') {
      return isDigits(line, line.startsWith("CPU", from) ? from + 3 : from + 1, to);
    }
    final int cpu = line.indexOf(':', from);
    final int pid = line.lastIndexOf(':', to - 1) + 1;
    return cpu > from
        && pid - cpu > 2
        && pid < to
        && to - from <= LONGEST_CALLER
        && isDigits(line, from, cpu)
        && isDigits(line, line.charAt(pid) == ' ' ? line.lastIndexOf(' ', to - 1) + 1 : pid, to)
        && line.substring(cpu + 1, pid - 1).chars().anyMatch(Character::isLetter);
  }

  static boolean isDigits(String line, int from, int to) {
    for (int i = from; i < to; i++) {
      if (line.charAt(i) < '0' || line.charAt(i) > '9') {
        return false;
      }
    }
    return to > from && to - from <= 8;
  }

  /** A weekday or a month and a time of day, or an ISO date. */
  static boolean isDated(String text) {
    final int colon = text.indexOf(':');
    return colon > 0
        && colon + 2 < text.length()
        && Character.isDigit(text.charAt(colon - 1))
        && Character.isDigit(text.charAt(colon + 1))
        && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || " :.,+-".indexOf(c) >= 0);
  }
}
