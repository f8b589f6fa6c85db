package org.killpath.app.diagnose.log.dressing;

import java.util.Optional;

/**
 * What stands in brackets before a message: {@code [   10.868944]}, {@code [    T26]}, {@code [
 * +0.000003]}, a date.
 *
 * @param text without the spaces around it, and without the time since the line before
 * @param end behind the bracket and one space
 */
record Bracket(Kind kind, String text, int end) {
  /** What a bracket says. */
  enum Kind {
    TIME,
    CALLER,
    DATE,
    /** How long after the line before, or a name: nothing that is kept. */
    OTHER
  }

  private static final int LONGEST = 48;

  /** The one that begins at {@code start}, if it is one that loggers write. */
  static Optional<Bracket> at(String line, int start) {
    final int end = line.indexOf(']', start);
    if (end < 0 || end - start > LONGEST || end == start + 1) {
      return Optional.empty();
    }
    final int from = behindSpaces(line, start + 1, end);
    final int whole = beforeSpaces(line, from, end);
    if (from == whole) {
      return Optional.empty();
    }
    final int delta = line.indexOf('<', from);
    final int to = delta >= 0 && delta < whole && isDelta(line, delta, whole)
        ? beforeSpaces(line, from, delta)
        : whole;
    return kind(line, from, to)
        .map(kind -> new Bracket(kind, line.substring(from, to), behind(line, end)));
  }

  private static Optional<Kind> kind(String line, int from, int to) {
    if (from == to) {
      return Optional.of(Kind.OTHER); // nothing but the time since the line before
    }
    if (Shapes.isNumber(line, from, to)) {
      return Optional.of(Kind.TIME);
    }
    if (Shapes.isCaller(line, from, to)) {
      return Optional.of(Kind.CALLER);
    }
    if (Shapes.isDated(line.substring(from, to))) {
      return Optional.of(Kind.DATE);
    }
    return line.startsWith("name:", from)
            || (line.charAt(from) == '+' && Shapes.isNumber(line, from + 1, to))
        ? Optional.of(Kind.OTHER)
        : Optional.empty();
  }

  /** {@code <    0.000003>}: how long after the line before. */
  private static boolean isDelta(String line, int from, int to) {
    final int number = behindSpaces(line, from + 1, to);
    final int end = beforeSpaces(line, number, to - 1);
    return line.charAt(to - 1) == '>' && end > number && Shapes.isNumber(line, number, end);
  }

  private static int behind(String line, int end) {
    return line.startsWith(" ", end + 1) ? end + 2 : end + 1;
  }

  private static int behindSpaces(String line, int start, int end) {
    int at = start;
    while (at < end && line.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  private static int beforeSpaces(String line, int start, int end) {
    int at = end;
    while (at > start && line.charAt(at - 1) == ' ') {
      at--;
    }
    return at;
  }
}
