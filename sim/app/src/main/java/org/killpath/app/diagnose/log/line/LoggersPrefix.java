package org.killpath.app.diagnose.log.line;

/** Tells, from its bytes alone, whether a line begins as a kernel's lines begin in a log. */
final class LoggersPrefix {
  private LoggersPrefix() {}

  /** Does it begin as printk, or what keeps its lines, begins one? Quoting is passed over. */
  static boolean isThere(byte[] line, int from, int to) {
    int at = from;
    while (at < to && (line[at] == ' ' || line[at] == '\t' || line[at] == '>' || line[at] == '|')) {
      at++;
    }
    if (at + 3 > to) {
      return false;
    }
    final int most = Math.min(to, at + 24);
    if (line[at] == '<') {
      return isDigit(line[at + 1]);
    }
    final byte last = line[at] == '[' ? (byte) '.' : (byte) ',';
    if (line[at] != '[' && !isDigit(line[at])) {
      return false;
    }
    boolean digits = isDigit(line[at]);
    for (int i = at + 1; i < most; i++) {
      if (line[i] == last && digits) {
        return last == '.' || (i + 1 < most && isDigit(line[i + 1]));
      }
      if (isDigit(line[i])) {
        digits = true;
      } else if (line[i] != ' ' && line[i] != '+') {
        return false;
      }
    }
    return false;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
