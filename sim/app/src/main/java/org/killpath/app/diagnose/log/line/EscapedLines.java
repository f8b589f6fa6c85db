package org.killpath.app.diagnose.log.line;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Lines that lie in the strings of JSON, many in one, as trackers and collectors give them out: each
 * is brought back to what it was. The JSON may be of any length and need not be whole: it is taken
 * byte by byte, and nothing but the strings matters. Text that was copied out of such a string, with
 * {@code \n} where lines end, is cut there.
 */
final class EscapedLines {
  /** Receives the lines. */
  interface Lines {
    void line(byte[] bytes, int from, int to);
  }

  private static final Set<String> OF_MESSAGES =
      Set.of("message", "msg", "MESSAGE", "@message", "log", "text", "line", "body", "_raw");

  private static final Set<String> OF_LISTS =
      Set.of("values", "lines", "messages", "message", "log", "logs", "text", "entries", "output");

  private static final int LONGEST_KEY = 16;
  private static final int ENDS_OF_PLAIN_TEXT = 2;

  private final Lines receiver;
  private final byte[] line = new byte[Limits.LINE_BYTES + 1];
  private int length;
  private boolean inString;
  private boolean escaped;
  private int digits;
  private int code;
  private int high;
  private boolean plain;
  private boolean several;
  private boolean ended;
  private String key = "";
  private String list = "";
  private boolean any;

  EscapedLines(Lines receiver) {
    this.receiver = receiver;
  }

  /** May lines lie in this one? Asked for each line that is no message of a collector's by itself. */
  static boolean concerns(byte[] text, int from, int to) {
    return isJson(text, from, to) || ends(text, from, to) >= ENDS_OF_PLAIN_TEXT;
  }

  private static boolean isJson(byte[] text, int from, int to) {
    int at = from;
    boolean list = false;
    while (at < to && "{}[], \t".indexOf(text[at]) >= 0) {
      list |= text[at] == '[';
      at++;
    }
    if (at == to || text[at] != '"') {
      return false;
    }
    final int end = endOfString(text, at + 1, to);
    int behind = end + 1;
    while (behind < to && ",]} \t".indexOf(text[behind]) >= 0) {
      behind++;
    }
    if (ends(text, at, end) > 0) {
      return true;
    }
    if (end == to) {
      return false; // a quote, and no more
    }
    return behind >= to
        || text[behind] == ':'
        || (list && text[behind] == '"' && text[end + 1] == ',');
  }

  /** Is there nothing of JSON in it but brackets, or a key and what belongs to it? */
  static boolean isStructure(byte[] text, int from, int to) {
    int at = from;
    while (at < to && "{}[], \t".indexOf(text[at]) >= 0) {
      at++;
    }
    return at == to || isJson(text, from, to);
  }

  private static int endOfString(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] != '"') {
      at += text[at] == '\\' ? 2 : 1;
    }
    return Math.min(at, to);
  }

  /** How many ends of lines are written in it, as far as the first few. */
  static int ends(byte[] text, int from, int to) {
    int ends = 0;
    for (int i = from; i + 1 < to; i++) {
      if (text[i] == '\\') {
        if (text[i + 1] == 'n') {
          ends++;
        }
        i++;
      }
    }
    return ends;
  }

  /** A line begins; what it holds comes in pieces. */
  void begin(byte[] text, int from, int to) {
    plain = !isJson(text, from, to);
    inString = plain;
    several = plain;
    escaped = false;
    digits = 0;
    high = 0;
    ended = false;
    length = 0;
    key = "";
    list = "";
    any = false;
  }

  void take(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      final byte b = text[i];
      if (!inString) {
        outside(b);
      } else if (digits > 0) {
        digit(b);
      } else if (escaped) {
        escaped = false;
        escape(b);
      } else if (b == '\\') {
        escaped = true;
      } else if (b == '"' && !plain) {
        inString = false;
        ended = true;
      } else {
        add(b);
      }
    }
  }

  /** The line ends; false if nothing in it was handed on. */
  boolean end() {
    if (inString) {
      several = true; // cut off, or copied without its end
    }
    value();
    return any;
  }

  /** Are the lines in strings of JSON, and not in text that was copied out of one? */
  boolean isJson() {
    return !plain;
  }

  private void outside(byte b) {
    if (b == ' ' || b == '\t') {
      return;
    }
    if (ended && b == ':') {
      key = length <= LONGEST_KEY ? new String(line, 0, length, StandardCharsets.UTF_8) : "?";
      length = 0;
      ended = false;
      return;
    }
    value();
    if (b == '"') {
      inString = true;
      several = false;
    } else if (b == '[') {
      list = key.isEmpty() ? list : key;
      key = "";
    } else if (b == '{' || b == '}' || b == ']') {
      list = "";
      key = "";
    }
  }

  /** A string is whole, and no key. */
  private void value() {
    if (length > 0 && isMessage()) {
      handOn();
    }
    length = 0;
    ended = false;
    if (!inString) {
      several = false;
    }
  }

  /** By its key, by what is in it, or as one of a list; labels and times are none. */
  private boolean isMessage() {
    return several
        || OF_MESSAGES.contains(key)
        || (key.isEmpty() && (list.isEmpty() || OF_LISTS.contains(list)) && !isNumber())
        || (Marking.of(line, 0, length) & ~Marks.NUMBER) != 0;
  }

  private boolean isNumber() {
    for (int i = 0; i < length; i++) {
      if (line[i] < '0' || line[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private void handOn() {
    any = true;
    receiver.line(line, 0, length);
    length = 0;
  }

  private void escape(byte b) {
    switch (b) {
      case 'n' -> endOfLine();
      case 't' -> add((byte) '\t');
      case 'r', 'b', 'f' -> {}
      case 'u' -> {
        digits = 4;
        code = 0;
      }
      default -> add(b);
    }
  }

  private void endOfLine() {
    several = true;
    if (length > 0) {
      handOn();
    } else {
      any = true;
    }
  }

  private void digit(byte b) {
    code = code << 4 | Math.max(0, Character.digit(b, 16));
    digits--;
    if (digits > 0) {
      return;
    }
    if (Character.isHighSurrogate((char) code)) {
      high = code;
      return;
    }
    final int character = high != 0 && Character.isLowSurrogate((char) code)
        ? Character.toCodePoint((char) high, (char) code)
        : code;
    high = 0;
    if (character == '\n') {
      endOfLine();
    } else {
      for (byte one : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
        add(one);
      }
    }
  }

  private void add(byte b) {
    if (length < line.length) {
      line[length++] = b;
    }
  }
}
