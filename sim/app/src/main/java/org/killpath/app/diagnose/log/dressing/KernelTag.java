package org.killpath.app.diagnose.log.dressing;

/** {@code kernel: }, as syslog and journald write it; what stands before it is a date, a host, a facility. */
final class KernelTag {
  private static final String WORD = "kernel";
  private static final String OF_RFC_5424 = " kernel - - - ";

  private KernelTag() {}

  /** Where the message begins, if the word is between {@code at} and {@code limit}; or else {@code at}. */
  static int end(String line, int at, int limit) {
    if (line.indexOf(':', at) < 0 && line.indexOf('-', at) < 0) {
      return at; // of most lines this is all
    }
    final int first = line.indexOf(WORD, at);
    for (int start = first; start >= 0 && start < limit; start = line.indexOf(WORD, start + 1)) {
      final int end = endOfTag(line, at, start, limit);
      if (end > start) {
        final int call = line.indexOf('(', at);
        if (call < 0 || call >= start) {
          return end;
        }
        break;
      }
    }
    final int rfc = first < 0 ? -1 : line.indexOf(OF_RFC_5424, at);
    return rfc >= 0 && rfc < limit ? rfc + OF_RFC_5424.length() : at;
  }

  /**
   * The host that is named in what was taken off between {@code at} and {@code end}: the one word
   * before the tag, which no facility is.
   */
  static String host(String line, int at, int end) {
    final int tag = line.lastIndexOf(WORD, end - 1);
    final String word = tag > at ? line.substring(at, tag).strip() : "";
    final boolean named = !word.isEmpty()
        && word.chars().allMatch(c -> isOfWord((char) c) || c == '-' || c == '.')
        && !word.startsWith("kern.")
        && !word.startsWith("user.")
        && !word.startsWith("daemon.");
    return named ? word : "";
  }

  /** The end of {@code kernel: } or {@code kernel[0]: }; {@code start} if there is no more than the word. */
  private static int endOfTag(String line, int at, int start, int limit) {
    if (start > at && isOfWord(line.charAt(start - 1))) {
      return start;
    }
    int end = start + WORD.length();
    if (end < limit && line.charAt(end) == '[') {
      final int close = line.indexOf(']', end);
      if (close < 0 || close >= limit || !Shapes.isDigits(line, end + 1, close)) {
        return start;
      }
      end = close + 1;
    }
    if (end >= limit || line.charAt(end) != ':') {
      return start;
    }
    end++;
    if (end == limit) {
      return end;
    }
    return line.charAt(end) == ' ' ? end + 1 : start;
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
