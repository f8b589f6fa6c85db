package org.killpath.app.diagnose.log.form;

import java.util.regex.Pattern;

/**
 * Which lines mail has cut in two: told by how far a message of a known form has come, not by a
 * width.
 */
public final class Wrapping {
  private static final Pattern ADDRESS_ONLY =
      Pattern.compile("^(?:\\[<?[0-9a-f]{1,16}>?\\] ?){1,2}\\??$");
  private static final Pattern HOLDER =
      Pattern.compile("^\\d{1,4} locks? held(?: by(?: [^:]{0,64})?)?$");
  private static final Pattern HOLDER_7 = Pattern.compile("^locks held by .{0,72}");
  private static final Pattern COUNT_7 =
      Pattern.compile("^locks held by .{1,64}/\\d{1,9}: \\d{1,4}(?:$|, \\w+ CPU#\\d+:?$)");
  private static final Pattern CRASH_FRAME =
      Pattern.compile("^# ?\\d{1,3} +\\[[0-9a-f]{6,16}\\](?: +[A-Za-z_][\\w.]{0,127}(?: +at)?)?$");
  private static final Pattern STARTER = Pattern.compile(
      "^(?:INFO: |task:|Call [Tt]race|</?TASK>|#\\d{1,3}[: ]|\\d{1,4} locks? held|locks held by"
          + "|CPU: |PID: |RIP: |BUG: |WARNING: |Showing all|={5}|-{3}|NMI |Not tainted|Tainted|\"echo 0"
          + "|Modules linked|Code: |R[A-Z0-9]{2}: |Freezing |note: |Oops|Kernel panic|sysrq: |Workqueue: "
          + "|Hardware name|Allocated by|Freed by|Read of|Write of)");

  private static final int STATE = 16;
  private static final Pattern OLD_FLAGS = Pattern.compile(" 0x[0-9a-f]{8}$");

  private Wrapping() {}

  /** Must more of this message follow, by its form? */
  public static boolean isOpen(String text) {
    if (text.isEmpty()) {
      return false;
    }
    return switch (text.charAt(0)) {
      case 'I' -> isOpenInfo(text);
      case 't' -> text.startsWith("task:") && !text.contains(" flags:");
      case '#' -> isOpenNumbered(text);
      case 'S' -> text.startsWith("Showing all") && !text.contains("system:");
      case 'C' -> isOpenProcessor(text);
      case 'R' ->
        (text.startsWith("RIP: ") && !text.contains("+0x"))
            || text.equals("RIP:")
            || (text.startsWith("Read of size") && !isAccess(text));
      case 'W' -> isOpenWarning(text);
      case 'B' -> isOpenBug(text);
      case 'w' -> text.startsWith("watchdog: ") && text.contains("lockup") && !text.endsWith("]");
      case 'N' -> text.startsWith("Not tainted") && text.indexOf('#') < 0;
      case 'T' -> text.startsWith("Tainted: ") && text.indexOf('#') < 0;
      case 'P' -> text.startsWith("PID: ") && !text.endsWith("\"");
      case 'F' -> text.startsWith("Freezing") && text.contains("failed") && !text.contains("):");
      case 'n' -> text.startsWith("note: ") && !text.contains("] exited with ");
      case 'O', 'M' ->
        (text.startsWith("Out of memory") || text.startsWith("Memory cgroup out"))
            && !text.contains(")");
      case '[' ->
        (text.indexOf('+') < 0 && ADDRESS_ONLY.matcher(text).find())
            || isOpenTitle(text)
            || text.endsWith(" from")
            || (text.contains(" from [<") && text.endsWith(">]"));
      case '?' -> text.equals("?");
      case 'l' -> HOLDER_7.matcher(text).find() && !COUNT_7.matcher(text).find();
      default -> isOpenOther(text);
    };
  }

  private static boolean isOpenInfo(String text) {
    if (text.equals("INFO:")) {
      return true;
    }
    return text.startsWith("INFO: task")
        && !text.contains("seconds")
        && !(text.contains("blocked on a") && text.endsWith("."))
        && !text.endsWith("found.");
  }

  private static boolean isOpenNumbered(String text) {
    if (isLockBeginning(text)) {
      final int at = text.indexOf(", at: ");
      if (at < 0) {
        return true;
      }
      final String place = text.substring(at + ", at: ".length());
      return place.indexOf("+0x") < 0 && !place.endsWith("[inline]");
    }
    return Frames.isNumbered(text)
        && text.indexOf('[') > 0
        && text.indexOf(" at ") < 0
        && CRASH_FRAME.matcher(text).find();
  }

  private static boolean isLockBeginning(String text) {
    int at = 1;
    while (at < text.length() && at < 4 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at > 1
        && text.startsWith(":", at)
        && (at + 1 == text.length() || text.charAt(at + 1) == ' ');
  }

  private static boolean isOpenProcessor(String text) {
    return text.startsWith("CPU: ") && text.contains("PID: ") && text.indexOf(" #") < 0;
  }

  private static boolean isOpenWarning(String text) {
    if (text.startsWith("Write of size")) {
      return !isAccess(text);
    }
    return text.startsWith("WARNING: ")
        && !text.contains("+0x")
        && Incidents.splat(text).filter(title -> !title.endsWith("dependency")).isEmpty();
  }

  private static boolean isOpenBug(String text) {
    if (text.equals("BUG:") || text.equals("BUG: KASAN:")) {
      return true;
    }
    return text.startsWith("BUG: KASAN: ") && !text.contains("+0x");
  }

  private static boolean isAccess(String text) {
    return Incidents.access(text).isPresent();
  }

  private static boolean isOpenTitle(String text) {
    return text.startsWith("[ ")
        && (text.startsWith("[ INFO: ") || text.startsWith("[ BUG: "))
        && !text.endsWith("]");
  }

  private static boolean isOpenOther(String text) {
    final char first = text.charAt(0);
    if (first >= '0' && first <= '9') {
      return !text.endsWith(":") && HOLDER.matcher(text).find();
    }
    return text.endsWith(" is")
        || text.endsWith(" is trying")
        || text.endsWith(" is trying to")
        || text.endsWith(" is trying to acquire")
        || text.endsWith(" from")
        || text.endsWith(", at:")
        || (text.startsWith("ffff") && text.endsWith(","))
        || isSymbol(text)
        || isOldHeader(text);
  }

  /** Before 5.10 the name has fifteen places, then comes the state; the flags are the end. */
  private static boolean isOldHeader(String text) {
    return text.length() > STATE
        && !Character.isDigit(text.charAt(0)) // a row of numbers
        && text.charAt(STATE - 1) == ' '
        && "RSDTtXZPIKW".indexOf(text.charAt(STATE)) >= 0
        && (text.length() == STATE + 1 || text.charAt(STATE + 1) == ' ')
        && !OLD_FLAGS.matcher(text).find();
  }

  /** Nothing but a symbol: on 32-bit arm, {@code from} and the caller may follow. */
  private static boolean isSymbol(String text) {
    return text.length() > 2
        && (Character.isLetter(text.charAt(0)) || text.charAt(0) == '_')
        && Frames.endOfSymbol(text, 0) == text.length();
  }

  /** May this be the rest of a message that has come so far? */
  public static boolean mayContinue(String open, String text) {
    return !isSymbol(open) || text.startsWith("from ") || text.startsWith("(");
  }

  /** Does a message begin with this text, so that it continues none? */
  public static boolean isStart(String text) {
    return STARTER.matcher(text).find();
  }

  /** Is a symbol with an offset all that the message lacks? Then one may follow by itself. */
  public static boolean wantsSymbol(String text) {
    return text.endsWith(" at:")
        || text.endsWith("]")
        || text.endsWith("?")
        || text.endsWith(" from")
        || text.endsWith(" in")
        || text.startsWith("RIP:");
  }
}
