package org.killpath.app.diagnose.log.dressing;

/** What stands in the brackets before a message, told by its characters. */
final class Shapes {
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
