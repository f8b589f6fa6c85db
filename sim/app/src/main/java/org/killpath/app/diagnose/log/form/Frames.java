package org.killpath.app.diagnose.log.form;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.killpath.app.diagnose.log.Call;

/**
 * Lines of call traces, in the forms that architectures and tools have. Most lines that are looked at
 * are of these forms, so they go by hand.
 */
public final class Frames {
  private static final int LONGEST_SYMBOL = 128;
  private static final int LONGEST_MODULE = 64;
  private static final int MOST_ADDRESSES = 3;
  private static final int LONGEST_ADDRESS = 20;

  /** crash: {@code #4 [ffffc90000123e00] vhost_worker_killed at ffffffffc0a00101 [vhost]}. */
  private static final Pattern CRASH = Pattern.compile(
      "^# ?\\d{1,3} +\\[[0-9a-f]{6,16}\\] +([A-Za-z_][\\w.]{0,127}) +at +[0-9a-f]{6,16}"
          + "(?: +\\[([\\w-]{1,64})\\])?");

  /** drgn and gdb: {@code #1  __schedule (kernel/sched/core.c:6863:2)}. */
  private static final Pattern DEBUGGER = Pattern.compile(
      "^#\\d{1,3} +(?:at )?(?:(?:0x)?[0-9a-f]{6,16} (?:in )?)?\\(?([A-Za-z_][\\w.]{0,127})"
          + "(?:\\+0x[0-9a-f/x]{1,24})?\\)?(?=$| \\(| \\[| in | at )");

  private static final Pattern INLINED = Pattern.compile(
      "(?:\\[<[0-9a-f]{8,16}>\\] )?(?:\\? )?[A-Za-z_][\\w.]{0,127} +\\S{1,200}:\\d{1,9} +\\[inline\\]");

  private Frames() {}

  /** A line of a trace that the kernel printed. */
  public static Optional<Call> call(String text) {
    int at = 0;
    boolean reliable = true;
    for (int addresses = 0; addresses < MOST_ADDRESSES; addresses++) {
      at = blanks(text, at);
      if (text.startsWith("? ", at)) {
        reliable = false;
        at = blanks(text, at + 1);
      }
      final int next = address(text, at);
      if (next == at) {
        break;
      }
      at = next;
    }
    if (text.startsWith("(", at)) {
      if (at == 0) {
        return Optional.empty(); // the caller of a frame of 32-bit arm, cut off
      }
      at++;
    }
    final int to = endOfSymbol(text, at);
    if (to == at || Character.isDigit(text.charAt(at))) {
      return Optional.empty();
    }
    if (text.startsWith("+0x", to)) {
      return Optional.of(behind(text, to, new Call(text.substring(at, to), reliable, "")));
    }
    // 32-bit arm since 5.18: "schedule from schedule_timeout+0xd8/0x164", "handle_rx [vhost_net]
    // from ..."
    final Optional<String> module =
        text.startsWith(" [", to) ? module(text.substring(to + 1)) : Optional.empty();
    final int from = to + module.map(name -> name.length() + 3).orElse(0);
    return isCalledFrom(text, from)
        ? Optional.of(new Call(text.substring(at, to), reliable, module.orElse("")))
        : Optional.empty();
  }

  private static boolean isCalledFrom(String text, int to) {
    final String from = text.startsWith(") from [<", to) ? ") from [<" : " from ";
    if (!text.startsWith(from, to)) {
      return false;
    }
    final int next = to + from.length();
    final int end = endOfSymbol(text, next);
    return end > next
        && (text.startsWith("+0x", end) || text.startsWith("0x", next) || from.length() > 6);
  }

  private static int blanks(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  /** {@code [<ffffffff81001000>]}, {@code [c0000000001d3a0c]}, {@code ([<00000000001>]}. */
  private static int address(String text, int from) {
    int at = text.startsWith("([<", from) ? from + 1 : from;
    if (at >= text.length() || text.charAt(at) != '[') {
      return from;
    }
    at++;
    final boolean angle = at < text.length() && text.charAt(at) == '<';
    at += angle ? 1 : 0;
    final int start = at;
    while (at < text.length() && at - start < LONGEST_ADDRESS && isHex(text.charAt(at))) {
      at++;
    }
    if (at == start || (!angle && at - start < 8) || !text.startsWith(angle ? ">]" : "]", at)) {
      return from;
    }
    return blanks(text, at + (angle ? 2 : 1));
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == 'x';
  }

  /** What stands behind the offset: the module, and whether the kernel trusts it. */
  private static Call behind(String text, int plus, Call call) {
    int at = plus + 1;
    while (at < text.length() && (isHex(text.charAt(at)) || text.charAt(at) == '/')) {
      at++;
    }
    if (at >= text.length()) {
      return call;
    }
    final Call trusted =
        text.startsWith(" (unreliable)", at) ? new Call(call.function(), false, "") : call;
    at = blanks(text, at);
    if (text.startsWith("(", at) && text.indexOf(')', at) > 0) {
      at = blanks(text, text.indexOf(')', at) + 1);
    }
    return module(text.substring(at)).map(trusted::in).orElse(trusted);
  }

  /**
   * A function that the compiler has put into the one below it, as symbolizers print it: {@code
   * vhost_worker_flush drivers/vhost/vhost.c:295 [inline]}. It has no frame of its own.
   */
  public static boolean isInlined(String text) {
    return text.endsWith(" [inline]") && INLINED.matcher(text).matches();
  }

  /** {@code [vhost_net]} at the beginning of a text. */
  public static Optional<String> module(String text) {
    final int to = endOfModule(text);
    return to > 1 && !text.substring(1, to).equals("inline")
        ? Optional.of(text.substring(1, to))
        : Optional.empty();
  }

  /** {@code [vhost]}, {@code [vhost 4f9a0c]} with the beginning of a build; 0 if it is neither. */
  private static int endOfModule(String text) {
    if (text.length() < 3
        || text.charAt(0) != '['
        || !isOfWord(text.charAt(1))
        || text.charAt(1) == '.'
        || Character.isDigit(text.charAt(1))) {
      return 0;
    }
    int to = 2;
    while (to < text.length()
        && to <= LONGEST_MODULE
        && ((isOfWord(text.charAt(to)) && text.charAt(to) != '.') || text.charAt(to) == '-')) {
      to++;
    }
    int end = to;
    if (text.startsWith(" ", end)) {
      end++;
      while (end < text.length() && isHex(text.charAt(end)) && text.charAt(end) != 'x') {
        end++;
      }
      if (end == to + 1) {
        return 0;
      }
    }
    return text.startsWith("]", end) ? to : 0;
  }

  /** A frame of crash, drgn or gdb. */
  public static Optional<Call> debugger(String text) {
    if (!isNumbered(text)) {
      return Optional.empty();
    }
    final int symbol = symbolOfDebugger(text);
    if (symbol > 0) {
      return Optional.of(new Call(text.substring(symbol, endOfSymbol(text, symbol)), true, ""));
    }
    final Matcher crash = CRASH.matcher(text);
    if (crash.find()) {
      return Optional.of(
          new Call(crash.group(1), true, Optional.ofNullable(crash.group(2)).orElse("")));
    }
    final Matcher other = DEBUGGER.matcher(text);
    return other.find() ? Optional.of(new Call(other.group(1), true, "")) : Optional.empty();
  }

  /**
   * Where the symbol begins in the form that most frames of drgn and gdb have, {@code #1 schedule
   * (kernel/sched/core.c:6863)}; 0 if it is another.
   */
  private static int symbolOfDebugger(String text) {
    int at = 1;
    while (at < text.length() && at < 4 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    final int start = blanks(text, at);
    int to = start;
    boolean hexadecimal = true;
    while (to < text.length() && to - start < LONGEST_SYMBOL && isOfWord(text.charAt(to))) {
      hexadecimal &= isHex(text.charAt(to));
      to++;
    }
    return at > 1
            && start > at
            && !hexadecimal
            && text.charAt(start) > '9'
            && text.startsWith(" (", to)
            && !text.startsWith("at (", start)
        ? start
        : 0;
  }

  private static boolean isOfWord(char c) {
    return isOfSymbol(c) && c != '$';
  }

  /** A number sign and a number: asked before any pattern is tried. */
  static boolean isNumbered(String text) {
    final int at = text.startsWith("# ") ? 2 : 1;
    return text.startsWith("#")
        && at < text.length()
        && text.charAt(at) >= '0'
        && text.charAt(at) <= '9';
  }

  /** The symbol at the beginning of a text, if an offset follows it. */
  public static Optional<String> symbol(String text, int from) {
    final int to = endOfSymbol(text, from);
    return to > from && text.startsWith("+0x", to)
        ? Optional.of(text.substring(from, to))
        : Optional.empty();
  }

  static int endOfSymbol(String text, int from) {
    int to = from;
    while (to < text.length() && to - from < LONGEST_SYMBOL && isOfSymbol(text.charAt(to))) {
      to++;
    }
    return to;
  }

  private static boolean isOfSymbol(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == '$';
  }
}
