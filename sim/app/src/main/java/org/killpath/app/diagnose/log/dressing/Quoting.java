package org.killpath.app.diagnose.log.dressing;

/** What people and their programs put before a line that they pass on: quotes, lists, fences. */
final class Quoting {
  private static final int LONGEST_NAME = 4;
  private static final int LONGEST_CONTAINER = 40;

  private Quoting() {}

  /** Where the line itself begins, blanks passed over. */
  static int end(String line) {
    int at = blanks(line, 0);
    for (int next = mark(line, at); next > at; next = mark(line, at)) {
      at = blanks(line, next);
    }
    return at;
  }

  private static int blanks(String line, int from) {
    int at = from;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  private static int mark(String line, int at) {
    if (at >= line.length()) {
      return at;
    }
    return switch (line.charAt(at)) {
      case '>', '|', '\u00bb', '\u2502', '\u2503' -> at + 1;
      case '-', '*', '+', '\u2022' -> item(line, at, at + 1);
      case '#' -> line.startsWith("# ", at) && isLog(line, at + 2) ? at + 2 : at;
      case '`' -> at + 1;
      default -> Character.isDigit(line.charAt(at)) ? numbered(line, at) : name(line, at);
    };
  }

  /** A dash or a star is an item of a list, or of a diff, only before what begins a line of a log. */
  private static int item(String line, int at, int next) {
    return isLog(line, blanks(line, next)) ? next : at;
  }

  private static int numbered(String line, int at) {
    int end = at;
    while (end < line.length() && end - at < 7 && Character.isDigit(line.charAt(end))) {
      end++;
    }
    final boolean marked = end < line.length() && (".):-| ".indexOf(line.charAt(end)) >= 0);
    return marked
            && isLog(line, blanks(line, end + 1))
            && !isHexadecimal(line, blanks(line, end + 1))
        ? end + 1
        : at;
  }

  /** A number sign is a lock's place here, and not a debugger's frame, if an address follows. */
  private static boolean isHexadecimal(String line, int at) {
    return line.startsWith("#", at) && line.indexOf("){", at) < 0;
  }

  /** {@code JD> }: some quote with the writer's initials. */
  private static int name(String line, int at) {
    int end = at;
    while (end < line.length() && end - at < LONGEST_NAME && isCapital(line.charAt(end))) {
      end++;
    }
    return end > at && line.startsWith("> ", end) ? end + 2 : container(line, at);
  }

  /** {@code vm_1  | }: which of several containers the line is from. */
  private static int container(String line, int at) {
    final int bar = line.indexOf(" | ", at);
    if (bar < 0 || bar - at > LONGEST_CONTAINER) {
      return at;
    }
    for (int i = at; i < bar; i++) {
      final char c = line.charAt(i);
      final boolean ofName = Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
      if (!ofName && (c != ' ' || !line.substring(i, bar).isBlank())) {
        return at;
      }
    }
    return bar > at ? bar + 3 : at;
  }

  private static boolean isFrame(String line, int at) {
    int end = at;
    while (end < line.length()
        && (Character.isLetterOrDigit(line.charAt(end)) || "_.$".indexOf(line.charAt(end)) >= 0)) {
      end++;
    }
    return end > at && !Character.isDigit(line.charAt(at)) && line.startsWith("+0x", end);
  }

  private static boolean isLockCount(String line, int at) {
    final int digits = at + 1;
    return Character.isDigit(line.charAt(at))
        && (line.startsWith(" locks held by", digits)
            || line.startsWith(" lock held by", digits)
            || line.startsWith(" locks held by", digits + 1));
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /** Does a line of a log begin here, by its prefix or by a word that begins reports? */
  private static boolean isLog(String line, int at) {
    if (at >= line.length()) {
      return false;
    }
    return switch (line.charAt(at)) {
      case '[', '<', '#' ->
        at + 1 < line.length() && "0123456789 <T/".indexOf(line.charAt(at + 1)) >= 0;
      case 'I' -> line.startsWith("INFO: ", at);
      case 't' -> line.startsWith("task:", at);
      case 'C' -> line.startsWith("Call ", at) || line.startsWith("CPU: ", at);
      case 'B' -> line.startsWith("BUG: ", at);
      case 'S' -> line.startsWith("Showing all", at);
      case '=' -> line.startsWith("=====", at);
      case 'N' -> line.startsWith("Not tainted", at);
      case 'W' -> line.startsWith("WARNING: ", at);
      case 'R' -> line.startsWith("RIP: ", at);
      case '?' -> line.startsWith("? ", at) && isFrame(line, blanks(line, at + 1));
      case '"' -> line.startsWith("\"echo 0", at);
      default -> isFrame(line, at) || isLockCount(line, at);
    };
  }
}
