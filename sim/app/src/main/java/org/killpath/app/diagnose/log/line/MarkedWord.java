package org.killpath.app.diagnose.log.line;

import java.nio.charset.StandardCharsets;

/** A word and what it says of the line that it is in. */
final class MarkedWord {
  private final byte[] bytes;
  private final int mark;

  private MarkedWord(byte[] bytes, int mark) {
    this.bytes = bytes;
    this.mark = mark;
  }

  static MarkedWord of(String text, int mark) {
    return new MarkedWord(text.getBytes(StandardCharsets.US_ASCII), mark);
  }

  /** The word itself, not to be changed: it is looked for in every line. */
  byte[] bytes() {
    return bytes;
  }

  int mark() {
    return mark;
  }
}
