package org.killpath.app.diagnose.log.line;

/** Compares bytes with plain text. */
final class Words {
  private Words() {}

  /** Does {@code word} stand at {@code at}, and end by {@code to}? */
  static boolean isAt(byte[] line, int at, int to, String word) {
    if (at < 0 || at + word.length() > to) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (line[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
