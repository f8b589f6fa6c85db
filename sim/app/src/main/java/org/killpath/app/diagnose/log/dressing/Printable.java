package org.killpath.app.diagnose.log.dressing;

/**
 * Makes text from a log harmless to whatever shows it: nothing in it moves a cursor, changes a colour
 * or the direction of writing, or hides.
 */
final class Printable {
  private Printable() {}

  /** A tab and a blank that may not be broken become a blank; other characters that one cannot see are spelled out. */
  static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i))) {
        return spelled(text);
      }
    }
    return text;
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7f;
  }

  private static String spelled(String text) {
    final StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> {
      if (c == '\t' || c == '\u00a0') {
        out.append(' ');
      } else if (isVisible(c)) {
        out.appendCodePoint(c);
      } else if (c < 0x100) {
        out.append("\\x").append(Integer.toHexString(0x100 | c).substring(1));
      } else {
        out.append("\\u{").append(Integer.toHexString(c)).append('}');
      }
    });
    return out.toString();
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
