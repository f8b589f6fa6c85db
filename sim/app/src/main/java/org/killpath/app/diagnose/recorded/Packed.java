package org.killpath.app.diagnose.recorded;

import java.nio.charset.StandardCharsets;

/** Numbers and texts one after the other in an array of bytes, read from a place on. */
final class Packed {
  private final byte[] bytes;
  private int at;

  Packed(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  int at() {
    return at;
  }

  /** Seven bits in each byte, the lowest first; the highest bit says that more follow. */
  int number() {
    int value = 0;
    for (int shift = 0; shift < 32; shift += 7) {
      final byte next = bytes[at++];
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalStateException("no number at " + at);
  }

  String text() {
    final int length = number();
    final String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }
}
