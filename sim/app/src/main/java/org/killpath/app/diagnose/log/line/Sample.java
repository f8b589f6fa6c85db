package org.killpath.app.diagnose.log.line;

/** Looks at the beginning of a file: is it text of any kind that a kernel writes? */
final class Sample {
  private static final int BYTES = 1 << 16;

  private int sampled;
  private int odd;
  private int expected;

  void take(byte[] text, int from, int to) {
    for (int i = from; i < to && sampled < BYTES; i++) {
      final byte b = text[i];
      sampled++;
      if (isPartOfACharacter(b)) {
        continue;
      }
      if (b < 0 || (b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != 0x1b) || b == 0x7f) {
        odd++;
      }
    }
  }

  /** Is much of it no text? */
  boolean isBinary() {
    return odd > sampled / 8;
  }

  /** Of UTF-8, one of several bytes that make a character. */
  private boolean isPartOfACharacter(byte b) {
    if (expected > 0 && (b & 0xc0) == 0x80) {
      expected--;
      return true;
    }
    final int lead = b & 0xff;
    expected = lead >= 0xf0 && lead < 0xf5 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 ? 1 : 0;
    if (lead >= 0xf5) {
      expected = 0;
    }
    return expected > 0;
  }
}
