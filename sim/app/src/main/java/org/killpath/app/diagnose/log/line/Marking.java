package org.killpath.app.diagnose.log.line;

import java.nio.charset.StandardCharsets;

/** Finds the marks of a line in one pass over its bytes. */
final class Marking {
  private static final byte[] KINDS = kinds();
  private static final byte COLON = 1;
  private static final byte PLUS = 2;
  private static final byte HASH = 3;
  private static final byte EQUALS = 4;
  private static final byte LESS = 5;
  private static final byte BRACKET = 6;
  private static final byte WORD = 7;
  private static final byte HEX = 8;
  private static final byte PARENTHESIS = 9;
  private static final byte K = 10;
  private static final byte AT = 11;

  private static final byte[] OF_OFFSET = bytes("0x");
  private static final byte[] OF_RULE = bytes("=====");
  private static final byte[] OF_OPENING_TAG = bytes("TASK>");
  private static final byte[] OF_CLOSING_TAG = bytes("/TASK>");
  private static final byte[] OF_A_TRACER = bytes("stack trace");
  private static final byte[] OF_CUT = bytes("--");
  private static final byte[] OF_GROUP = bytes("group ");
  private static final byte[] OF_GDB = bytes("gdb)");
  private static final byte[] OF_LWP = bytes("LWP ");
  private static final byte[] OF_LOCK = bytes("lock");
  private static final byte[] OF_HELD = bytes(" held");
  private static final byte[] OF_HELD_MANY = bytes("s held");

  /** They stand before a colon. */
  private static final MarkedWord[] BEFORE_COLON = {
    MarkedWord.of("INFO", Marks.INFO),
    MarkedWord.of("task", Marks.TASK),
    MarkedWord.of("race", Marks.TRACE),
    MarkedWord.of("CPU", Marks.CPU),
    MarkedWord.of("PID", Marks.CPU),
    MarkedWord.of("Pid", Marks.CPU),
    MarkedWord.of("WARNING", Marks.WARNING),
    MarkedWord.of("system", Marks.SYSTEM),
    MarkedWord.of("lock", Marks.LOCK),
    MarkedWord.of("BUG", Marks.BUG),
    MarkedWord.of("Oops", Marks.BUG),
    MarkedWord.of("error", Marks.BUG),
    MarkedWord.of("fault", Marks.BUG),
    MarkedWord.of("syncing", Marks.BUG),
    MarkedWord.of("opcode", Marks.BUG),
    MarkedWord.of("note", Marks.NOTE),
    MarkedWord.of("emory", Marks.EVENT),
    MarkedWord.of("sysrq", Marks.EVENT),
    MarkedWord.of("SysRq ", Marks.EVENT),
    MarkedWord.of("kernel", Marks.PREFIXED),
    MarkedWord.of("capture", Marks.CAPTION),
    MarkedWord.of("look", Marks.CAPTION),
    MarkedWord.of("RELEASE", Marks.CAPTION),
  };

  /** By their first letter. */
  private static final MarkedWord[] WORDS = {
    MarkedWord.of("vhost", Marks.VHOST),
    MarkedWord.of("Linux version ", Marks.BOOT),
    MarkedWord.of("NMI backtrace", Marks.EVENT),
    MarkedWord.of("Freezing", Marks.EVENT),
    MarkedWord.of("/proc/", Marks.CAPTION),
    MarkedWord.of("Unable to handle kernel", Marks.BUG),
    MarkedWord.of("BUG at ", Marks.BUG),
    MarkedWord.of("Showing all", Marks.SYSTEM),
    MarkedWord.of("Thread ", Marks.CAPTION),
    MarkedWord.of("STAT ", Marks.CAPTION),
    MarkedWord.of("WCHAN", Marks.CAPTION),
    MarkedWord.of("Tracing off-CPU", Marks.CAPTION),
    MarkedWord.of("FUNC", Marks.CAPTION),
    MarkedWord.of("Attaching ", Marks.CAPTION),
    MarkedWord.of("Attached ", Marks.CAPTION),
  };

  private Marking() {}

  private static byte[] kinds() {
    final byte[] kinds = new byte[256];
    kinds[':'] = COLON;
    kinds['+'] = PLUS;
    kinds['#'] = HASH;
    kinds['='] = EQUALS;
    kinds['<'] = LESS;
    kinds['['] = BRACKET;
    kinds['x'] = HEX;
    kinds['('] = PARENTHESIS;
    kinds['k'] = K;
    kinds['@'] = AT;
    for (char first : "vLNF/USTWBA".toCharArray()) {
      kinds[first] = WORD;
    }
    return kinds;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
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
      case PLUS -> follows(line, i + 1, to, OF_OFFSET) ? Marks.OFFSET : 0;
      case HASH -> i + 1 < to && isDigit(line[i + 1]) ? Marks.NUMBER : 0;
      case EQUALS -> equalsSign(line, i, to);
      case LESS ->
        follows(line, i + 1, to, OF_OPENING_TAG) || follows(line, i + 1, to, OF_CLOSING_TAG)
            ? Marks.TAG
            : follows(line, i + 1, to, OF_A_TRACER) ? Marks.CAPTION : 0;
      case BRACKET -> precedes(line, from, i, OF_CUT) ? Marks.CUT : bracket(line, from, i, to);
      case HEX -> isFlags(line, from, i, to) ? Marks.FLAGS : 0;
      case PARENTHESIS ->
        follows(line, i + 1, to, OF_GROUP)
                || follows(line, i + 1, to, OF_GDB)
                || follows(line, i + 1, to, OF_LWP)
                || isCall(line, from, i)
            ? Marks.CAPTION
            : 0;
      case K ->
        precedes(line, from, i + 1, OF_LOCK)
                && (follows(line, i + 1, to, OF_HELD) || follows(line, i + 1, to, OF_HELD_MANY))
            ? Marks.LOCK
            : 0;
      case AT -> isMap(line, from, i, to) ? Marks.CAPTION : 0;
      default -> word(line, i, to);
    };
  }

  /** {@code @stacks[}: what bpftrace prints above a stack. */
  private static boolean isMap(byte[] line, int from, int i, int to) {
    for (int before = from; before < i; before++) {
      if (line[before] != ' ' && line[before] != '>' && line[before] != '\t') {
        return false;
      }
    }
    int at = i + 1;
    while (at < to
        && (isHex(line[at]) || line[at] == '_' || (line[at] >= 'a' && line[at] <= 'z'))) {
      at++;
    }
    return at < to && line[at] == '[';
  }

  private static int bracket(byte[] line, int from, int i, int to) {
    if (i + 2 < to && line[i + 1] == '<' && isHex(line[i + 2])) {
      return Marks.FRAME;
    }
    if (to - i > 72 || i + 2 >= to || line[i + 1] < '_' || line[i + 1] > 'z') {
      return 0;
    }
    for (int before = from; before < i; before++) {
      if (line[before] != ' '
          && line[before] != '>'
          && line[before] != '\t'
          && line[before] != '|') {
        return 0;
      }
    }
    return Marks.MODULE;
  }

  private static int word(byte[] line, int i, int to) {
    for (MarkedWord word : WORDS) {
      if (word.bytes()[0] == line[i] && follows(line, i, to, word.bytes())) {
        return word.mark();
      }
    }
    return 0;
  }

  private static int equalsSign(byte[] line, int i, int to) {
    if (follows(line, i, to, OF_RULE)) {
      return Marks.RULE;
    }
    return isEncoded(line, i, to) ? Marks.QUOTED : 0;
  }

  /** What quoted-printable makes of an equals sign, a tab, an escape, a blank at the end, no ASCII. */
  private static boolean isEncoded(byte[] line, int i, int to) {
    if (i + 3 > to) {
      return false;
    }
    final byte first = line[i + 1];
    final byte second = line[i + 2];
    return switch (first) {
      case '3' -> second == 'D';
      case '0' -> second == '9';
      case '1' -> second == 'B';
      case '2' -> second == '0' && i + 3 == to;
      case 'C', 'E' -> second == '2';
      default -> false;
    };
  }

  private static int colon(byte[] line, int from, int i, int to) {
    if (i == from) {
      return 0;
    }
    final byte before = line[i - 1];
    if (isDigit(before)) {
      return i + 1 == to || (i + 2 == to && line[i + 1] == ' ') ? Marks.NUMBER_AT_END : 0;
    }
    for (MarkedWord word : BEFORE_COLON) {
      if (word.bytes()[word.bytes().length - 1] == before
          && precedes(line, from, i, word.bytes())) {
        return word.mark();
      }
    }
    return 0;
  }

  /** {@code 0x00000080} and no more behind a blank. */
  private static boolean isFlags(byte[] line, int from, int i, int to) {
    int end = to;
    while (end > i && (line[end - 1] == ' ' || line[end - 1] == '"')) {
      end--;
    }
    return i - 1 >= from
        && line[i - 1] == '0'
        && (i - 1 == from || " \t>|".indexOf(line[i - 2]) >= 0)
        && end - i == 9;
  }

  /** {@code prog.stack_trace(}, {@code find_task(}. */
  private static boolean isCall(byte[] line, int from, int i) {
    return precedes(line, from, i, STACK_TRACE) || precedes(line, from, i, FIND_TASK);
  }

  private static final byte[] STACK_TRACE = bytes("stack_trace");
  private static final byte[] FIND_TASK = bytes("find_task");

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean isHex(byte b) {
    return isDigit(b) || (b >= 'a' && b <= 'f');
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
