package org.killpath.app.diagnose.log;

/**
 * What can make a line interesting, as bits: found in one pass over the bytes, so that the millions
 * of other lines in a log never become text.
 */
final class Marks {
  /** An offset as in {@code schedule+0x39/0xf0}. */
  static final int OFFSET = 1;

  /** A number sign and a digit: a lock's place in a list, a build number. */
  static final int NUMBER = 1 << 1;

  static final int INFO = 1 << 2;
  static final int TASK = 1 << 3;
  static final int TRACE = 1 << 4;
  static final int CPU = 1 << 5;
  static final int WARNING = 1 << 6;

  /** A digit and a colon at the end of the line: perhaps {@code 3 locks held by vhost-38/39:}. */
  static final int NUMBER_AT_END = 1 << 7;

  static final int SYSTEM = 1 << 8;
  static final int LOCK = 1 << 9;
  static final int RULE = 1 << 10;
  static final int TAG = 1 << 11;
  static final int BOOT = 1 << 12;
  static final int CUT = 1 << 13;

  private static final byte[] KINDS = kinds();
  private static final byte COLON = 1;
  private static final byte PLUS = 2;
  private static final byte HASH = 3;
  private static final byte EQUALS = 4;
  private static final byte LESS = 5;
  private static final byte CAPITAL_L = 6;
  private static final byte BRACKET = 7;

  private static final byte[] OF_OFFSET = bytes("0x");
  private static final byte[] OF_INFO = bytes("INFO");
  private static final byte[] OF_TASK = bytes("task");
  private static final byte[] OF_TRACE = bytes("Trace");
  private static final byte[] OF_CPU = bytes("CPU");
  private static final byte[] OF_WARNING = bytes("WARNING");
  private static final byte[] OF_SYSTEM = bytes("system");
  private static final byte[] OF_LOCK = bytes("lock");
  private static final byte[] OF_RULE = bytes("=====");
  private static final byte[] OF_OPENING_TAG = bytes("TASK>");
  private static final byte[] OF_CLOSING_TAG = bytes("/TASK>");
  private static final byte[] OF_BOOT = bytes("Linux version ");
  private static final byte[] OF_CUT = bytes("--");

  private Marks() {}

  private static byte[] kinds() {
    final byte[] kinds = new byte[256];
    kinds[':'] = COLON;
    kinds['+'] = PLUS;
    kinds['#'] = HASH;
    kinds['='] = EQUALS;
    kinds['<'] = LESS;
    kinds['L'] = CAPITAL_L;
    kinds['['] = BRACKET;
    return kinds;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  /** The marks of the line from {@code from} to {@code to}, which is no part of it. */
  static int of(byte[] line, int from, int to) {
    int marks = 0;
    for (int i = from; i < to; i++) {
      final byte kind = KINDS[line[i] & 0xff];
      if (kind != 0) {
        marks |= at(line, from, i, to, kind);
      }
    }
    return marks;
  }

  private static int at(byte[] line, int from, int i, int to, byte kind) {
    return switch (kind) {
      case COLON -> colon(line, from, i, to);
      case PLUS -> follows(line, i + 1, to, OF_OFFSET) ? OFFSET : 0;
      case HASH -> i + 1 < to && isDigit(line[i + 1]) ? NUMBER : 0;
      case EQUALS -> follows(line, i, to, OF_RULE) ? RULE : 0;
      case LESS ->
        follows(line, i + 1, to, OF_OPENING_TAG) || follows(line, i + 1, to, OF_CLOSING_TAG)
            ? TAG
            : 0;
      case CAPITAL_L -> follows(line, i, to, OF_BOOT) ? BOOT : 0;
      default -> precedes(line, from, i, OF_CUT) ? CUT : 0;
    };
  }

  private static int colon(byte[] line, int from, int i, int to) {
    if (i == from) {
      return 0;
    }
    final byte before = line[i - 1];
    if (isDigit(before)) {
      return i + 1 == to || (i + 2 == to && line[i + 1] == ' ') ? NUMBER_AT_END : 0;
    }
    return switch (before) {
      case 'O' -> precedes(line, from, i, OF_INFO) ? INFO : 0;
      case 'k' ->
        precedes(line, from, i, OF_TASK) ? TASK : precedes(line, from, i, OF_LOCK) ? LOCK : 0;
      case 'e' -> precedes(line, from, i, OF_TRACE) ? TRACE : 0;
      case 'U' -> precedes(line, from, i, OF_CPU) ? CPU : 0;
      case 'G' -> precedes(line, from, i, OF_WARNING) ? WARNING : 0;
      case 'm' -> precedes(line, from, i, OF_SYSTEM) ? SYSTEM : 0;
      default -> 0;
    };
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean follows(byte[] line, int at, int to, byte[] wanted) {
    if (to - at < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (line[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean precedes(byte[] line, int from, int at, byte[] wanted) {
    return at - wanted.length >= from && follows(line, at - wanted.length, at, wanted);
  }
}
