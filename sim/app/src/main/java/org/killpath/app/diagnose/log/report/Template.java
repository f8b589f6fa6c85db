package org.killpath.app.diagnose.log.report;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What stands before the messages of a log, any digit for any other: from line to line only the time
 * changes there, or a number.
 */
final class Template {
  /** Before whatever begins without a prefix. */
  static final Template NOTHING = new Template(new byte[0]);

  private final byte[] pattern;

  private Template(byte[] pattern) {
    this.pattern = pattern;
  }

  /**
   * Of what stands before a message; empty if it matters there which digits they are: where a
   * hexadecimal number may be, a code of quoted-printable, a number of JSON's, or the version of
   * syslog's format.
   */
  static Optional<Template> of(String prefix) {
    if (prefix.indexOf('"') >= 0) {
      return Optional.empty();
    }
    final byte[] pattern = prefix.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < pattern.length; i++) {
      if (!isDigit(pattern[i])) {
        continue;
      }
      final boolean counts = (i + 1 < pattern.length && pattern[i + 1] == 'x')
          || isAt(pattern, i - 1, '=')
          || (isAt(pattern, i - 2, '=') && isHexadecimal(pattern[i - 1]))
          || isAt(pattern, i - 1, '>');
      if (counts) {
        return Optional.empty();
      }
      pattern[i] = '0';
    }
    return Optional.of(new Template(pattern));
  }

  private static boolean isAt(byte[] pattern, int at, char c) {
    return at >= 0 && pattern[at] == c;
  }

  int length() {
    return pattern.length;
  }

  /** Does a line begin so? */
  boolean isBefore(byte[] line, int from, int to) {
    if (to - from < pattern.length) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      final byte b = line[from + i];
      if (b != pattern[i] && (pattern[i] != '0' || !isDigit(b))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHexadecimal(byte b) {
    return isDigit(b) || (b >= 'A' && b <= 'F');
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
