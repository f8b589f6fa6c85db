package org.killpath.app.diagnose.log.line;

/**
 * Parts a line that was several before a page or a logger made one of them: {@code <br>} in the source
 * of a page, and {@code #012}, as syslog daemons write a line feed inside a message.
 */
final class Breaks {
  private static final String TAG = "<br";
  private static final String FEED = "#012";
  private static final String TAB = "#011";

  private Breaks() {}

  /** Where the line ends when line feeds part it. */
  static int parted(byte[] line, int from, int to) {
    final int first = firstOf(line, from, to);
    if (first == to) {
      return to;
    }
    final boolean ofSyslog = line[first] == '#';
    int kept = first;
    int at = first;
    while (at < to) {
      final int length = length(line, at, to);
      if (length > 0) {
        line[kept++] = '\n';
        at += length;
      } else if (ofSyslog && Words.isAt(line, at, to, TAB)) {
        line[kept++] = '\t';
        at += TAB.length();
      } else {
        line[kept++] = line[at++];
      }
    }
    return kept;
  }

  private static int firstOf(byte[] line, int from, int to) {
    for (int at = from; at < to; at++) {
      if ((line[at] == '<' || line[at] == '#') && length(line, at, to) > 0) {
        return at;
      }
    }
    return to;
  }

  /** How much of the line a break is; 0 if there is none. */
  private static int length(byte[] line, int at, int to) {
    if (line[at] == '#') {
      return Words.isAt(line, at, to, FEED) ? FEED.length() : 0;
    }
    if (line[at] != '<' || !Words.isAt(line, at, to, TAG)) {
      return 0;
    }
    int end = at + TAG.length();
    while (end < to && (line[end] == ' ' || line[end] == '/')) {
      end++;
    }
    return end < to && line[end] == '>' ? end + 1 - at : 0;
  }
}
