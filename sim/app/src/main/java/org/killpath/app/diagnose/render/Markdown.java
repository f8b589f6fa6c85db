package org.killpath.app.diagnose.render;

/** Text from a log for Markdown: shown as it is, whatever it contains. */
public final class Markdown {
  private static final String SPECIAL = "\\`*_{}[]<>()#!|~$&";

  private Markdown() {}

  static String escaped(String text) {
    final StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      final char c = text.charAt(i);
      if (c == '<') {
        out.append("&lt;");
      } else if (c == '>') {
        out.append("&gt;");
      } else if (c == '&') {
        out.append("&amp;");
      } else if (c == '@') {
        out.append("&#64;");
      } else if (c == ':' && text.startsWith("//", i + 1)) {
        // No address becomes a link by itself.
        out.append("&#58;");
      } else if (c == '.' && i >= 3 && text.regionMatches(true, i - 3, "www", 0, 3)) {
        out.append("&#46;");
      } else if (isInsideWord(text, i)) {
        out.append(c);
      } else if (SPECIAL.indexOf(c) >= 0) {
        out.append('\\').append(c);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** An underscore between letters means nothing to Markdown. */
  private static boolean isInsideWord(String text, int i) {
    return text.charAt(i) == '_'
        && i > 0
        && i + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(i - 1))
        && Character.isLetterOrDigit(text.charAt(i + 1));
  }
}
