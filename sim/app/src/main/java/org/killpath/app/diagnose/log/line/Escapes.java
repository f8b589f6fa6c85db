package org.killpath.app.diagnose.log.line;

/** Takes colours, and whatever else tells a terminal how to show a line, out of its bytes. */
final class Escapes {
  private static final byte ESCAPE = 0x1b;

  private Escapes() {}

  /** Where the line ends when its control sequences (ECMA-48, {@code ESC [} to a letter) are gone. */
  static int removed(byte[] line, int from, int to) {
    final int first = firstOf(line, from, to);
    return first == to ? to : withoutSequences(line, first, to);
  }

  private static int firstOf(byte[] line, int from, int to) {
    int at = from;
    while (at < to && line[at] != ESCAPE) {
      at++;
    }
    return at;
  }

  private static int withoutSequences(byte[] line, int from, int to) {
    int kept = from;
    for (int at = from; at < to; at++) {
      final int end = endOfSequence(line, at, to);
      if (end > at) {
        at = end - 1;
      } else {
        line[kept++] = line[at];
      }
    }
    return kept;
  }

  /** {@code at} itself if none begins there, or if it has no end. */
  private static int endOfSequence(byte[] line, int at, int to) {
    if (line[at] != ESCAPE || at + 1 == to || line[at + 1] != '[') {
      return at;
    }
    int end = at + 2;
    while (end < to && line[end] >= ' ' && line[end] < '@') {
      end++;
    }
    return end < to && line[end] >= '@' && line[end] <= '~' ? end + 1 : at;
  }
}
