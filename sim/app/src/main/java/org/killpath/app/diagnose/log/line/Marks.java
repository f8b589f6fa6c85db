package org.killpath.app.diagnose.log.line;

import java.nio.charset.StandardCharsets;

/**
 * What can make a line interesting, as bits: found in one pass over the bytes, so that the millions
 * of other lines in a log never become text.
 */
public final class Marks {
  /** An offset as in {@code schedule+0x39/0xf0}. */
  public static final int OFFSET = 1;

  /** A number sign and a digit: a lock's place in a list, a frame of a debugger, a build number. */
  public static final int NUMBER = 1 << 1;

  public static final int INFO = 1 << 2;
  public static final int TASK = 1 << 3;
  public static final int TRACE = 1 << 4;

  /** {@code CPU:} or {@code PID:}. */
  public static final int CPU = 1 << 5;

  public static final int WARNING = 1 << 6;

  /** A digit and a colon at the end of the line: perhaps {@code 3 locks held by vhost-38/39:}. */
  public static final int NUMBER_AT_END = 1 << 7;

  public static final int SYSTEM = 1 << 8;
  public static final int LOCK = 1 << 9;
  public static final int RULE = 1 << 10;
  public static final int TAG = 1 << 11;
  public static final int BOOT = 1 << 12;
  public static final int CUT = 1 << 13;

  /** {@code BUG:}, an oops, a panic. */
  public static final int BUG = 1 << 14;

  public static final int NOTE = 1 << 15;

  /** {@code [<ffffffff81001000>]} or {@code [<0>]}. */
  public static final int FRAME = 1 << 16;

  public static final int VHOST = 1 << 17;

  /** Eight hexadecimal digits at the end: the flags of a task's line before 5.10. */
  public static final int FLAGS = 1 << 18;

  /** Freezing, the OOM killer, sysrq, a backtrace by NMI. */
  public static final int EVENT = 1 << 19;

  /** A file of a process, or a call that prints a stack: what comes next is from there. */
  public static final int CAPTION = 1 << 20;

  /** It begins as the kernel's lines begin. */
  public static final int PREFIXED = 1 << 21;

  /** {@code [vhost]} by itself: mail has cut it off its frame. */
  public static final int MODULE = 1 << 23;

  /** It may be quoted-printable. */
  static final int QUOTED = 1 << 22;

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

  private static final byte[] OF_OFFSET = bytes("0x");
  private static final byte[] OF_RULE = bytes("=====");
  private static final byte[] OF_OPENING_TAG = bytes("TASK>");
  private static final byte[] OF_CLOSING_TAG = bytes("/TASK>");
  private static final byte[] OF_CUT = bytes("--");
  private static final byte[] OF_GROUP = bytes("group ");
  private static final byte[] OF_LOCK = bytes("lock");
  private static final byte[] OF_HELD = bytes(" held");
  private static final byte[] OF_HELD_MANY = bytes("s held");

  /** They stand before a colon. */
  private static final MarkedWord[] BEFORE_COLON = {
    MarkedWord.of("INFO", INFO),
    MarkedWord.of("task", TASK),
    MarkedWord.of("race", TRACE),
    MarkedWord.of("CPU", CPU),
    MarkedWord.of("PID", CPU),
    MarkedWord.of("Pid", CPU),
    MarkedWord.of("WARNING", WARNING),
    MarkedWord.of("system", SYSTEM),
    MarkedWord.of("lock", LOCK),
    MarkedWord.of("BUG", BUG),
    MarkedWord.of("Oops", BUG),
    MarkedWord.of("error", BUG),
    MarkedWord.of("fault", BUG),
    MarkedWord.of("syncing", BUG),
    MarkedWord.of("note", NOTE),
    MarkedWord.of("emory", EVENT),
    MarkedWord.of("sysrq", EVENT),
    MarkedWord.of("SysRq ", EVENT),
    MarkedWord.of("kernel", PREFIXED),
  };

  /** By their first letter. */
  private static final MarkedWord[] WORDS = {
    MarkedWord.of("vhost", VHOST),
    MarkedWord.of("Linux version ", BOOT),
    MarkedWord.of("NMI backtrace", EVENT),
    MarkedWord.of("Freezing", EVENT),
    MarkedWord.of("/proc/", CAPTION),
    MarkedWord.of("Unable to handle kernel", BUG),
    MarkedWord.of("Showing all", SYSTEM),
  };

  private Marks() {}

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
    for (char first : "vLNF/US".toCharArray()) {
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
      case PLUS -> follows(line, i + 1, to, OF_OFFSET) ? OFFSET : 0;
      case HASH -> i + 1 < to && isDigit(line[i + 1]) ? NUMBER : 0;
      case EQUALS -> equalsSign(line, i, to);
      case LESS ->
        follows(line, i + 1, to, OF_OPENING_TAG) || follows(line, i + 1, to, OF_CLOSING_TAG)
            ? TAG
            : 0;
      case BRACKET -> precedes(line, from, i, OF_CUT) ? CUT : bracket(line, from, i, to);
      case HEX -> isFlags(line, from, i, to) ? FLAGS : 0;
      case PARENTHESIS -> follows(line, i + 1, to, OF_GROUP) || isCall(line, from, i) ? CAPTION : 0;
      case K ->
        precedes(line, from, i + 1, OF_LOCK)
                && (follows(line, i + 1, to, OF_HELD) || follows(line, i + 1, to, OF_HELD_MANY))
            ? LOCK
            : 0;
      default -> word(line, i, to);
    };
  }

  private static int bracket(byte[] line, int from, int i, int to) {
    if (i + 2 < to && line[i + 1] == '<' && isHex(line[i + 2])) {
      return FRAME;
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
    return MODULE;
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
      return RULE;
    }
    return isEncoded(line, i, to) ? QUOTED : 0;
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
      return i + 1 == to || (i + 2 == to && line[i + 1] == ' ') ? NUMBER_AT_END : 0;
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
