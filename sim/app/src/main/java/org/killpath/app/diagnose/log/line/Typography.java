package org.killpath.app.diagnose.log.line;

/**
 * Takes out of a line what trackers and editors put in for the eye: blanks that may not be broken or
 * have no width, quotes that curl, long dashes, an arrow for two signs, breaks of their own.
 */
final class Typography {

  private Typography() {}

  /**
   * Where the line ends when it is plain again. A break becomes a line feed, so there may be several
   * lines then.
   */
  static int plain(byte[] line, int from, int to) {
    int at = from;
    while (at < to && line[at] >= 0) {
      at++;
    }
    if (at == to) {
      return to;
    }
    int kept = at;
    while (at < to) {
      final int length = length(line, at, to);
      final String plain = length == 1 ? null : shown(line, at, length);
      if (plain == null) {
        for (int i = 0; i < length; i++) {
          line[kept++] = line[at++];
        }
      } else {
        for (int i = 0; i < plain.length(); i++) {
          line[kept++] = (byte) plain.charAt(i);
        }
        at += length;
      }
    }
    return kept;
  }

  private static int length(byte[] line, int at, int to) {
    final int lead = line[at] & 0xff;
    final int length = lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 1;
    if (at + length > to) {
      return 1;
    }
    for (int i = 1; i < length; i++) {
      if ((line[at + i] & 0xc0) != 0x80) {
        return 1;
      }
    }
    return length;
  }

  /** No longer than what it stands for; null if that is no such character. */
  private static String shown(byte[] line, int at, int length) {
    final int character = length == 2
        ? (line[at] & 0x1f) << 6 | (line[at + 1] & 0x3f)
        : (line[at] & 0x0f) << 12 | (line[at + 1] & 0x3f) << 6 | (line[at + 2] & 0x3f);
    return switch (character) {
      case 0xa0, 0x1680, 0x202f, 0x205f, 0x3000 -> " ";
      case 0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff -> "";
      case 0x85, 0x2028, 0x2029 -> "\n";
      case 0x2018, 0x2019, 0x201a, 0x201b -> "'";
      case 0x201c, 0x201d, 0x201e, 0x201f -> "\"";
      case 0x2010, 0x2011, 0x2012, 0x2013, 0x2212 -> "-";
      case 0x2014, 0x2015 -> "--";
      case 0x2026 -> "...";
      case 0x2192 -> "->";
      case 0xd7 -> "x";
      default -> character >= 0x2000 && character <= 0x200a ? " " : null;
    };
  }
}
