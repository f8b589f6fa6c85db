package org.killpath.app.diagnose.log.form;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.killpath.app.diagnose.log.LocksOf;
import org.killpath.app.diagnose.log.PrintedLock;
import org.killpath.app.diagnose.log.TaskId;

/** Lines of lock lists and of lockdep's reports, read by hand: a list may have a million of them. */
public final class Locks {
  private static final int MOST_DIGITS = 9;
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_CLASS = 96;

  private static final Pattern LOCKS_OF_7 = Pattern.compile(
      "^locks held by (.{1,64})/(\\d{1,9}): (\\d{1,4})(?:, (last|on) CPU#\\d{1,5})?");

  /** {@code vhost-7/8 is trying to acquire lock:} and {@code is trying to lock:}. */
  private static final Pattern WANTS =
      Pattern.compile("^(.{1,64})/(\\d{1,9}) is trying to (?:acquire |release )?lock");

  /** {@code vhost-7/8 [HC0[0]:SC0[0]:HE1:SE1] takes:}. */
  private static final Pattern TAKES =
      Pattern.compile("^(.{1,64})/(\\d{1,9}) \\[HC\\d.{1,40}\\] takes:");

  private Locks() {}

  /** The line of a lock list that begins a task. */
  public static Optional<LocksOf> locksOf(String text) {
    if (text.startsWith("locks held by ")) {
      final Matcher seven = LOCKS_OF_7.matcher(text);
      return seven.find()
          ? Optional.of(new LocksOf(
              task(seven.group(1), seven.group(2)),
              Integer.parseInt(seven.group(3)),
              Optional.ofNullable(seven.group(4)).map("last"::equals),
              List.of()))
          : Optional.empty();
    }
    final int digits = digits(text, 0);
    if (digits == 0 || digits > 4) {
      return Optional.empty();
    }
    final String held = text.startsWith(" lock held by ", digits)
        ? " lock held by "
        : text.startsWith(" locks held by ", digits) ? " locks held by " : "";
    final int end = text.lastIndexOf(':');
    final int slash = text.lastIndexOf('/', end);
    final int from = digits + held.length();
    if (held.isEmpty()
        || slash <= from
        || slash - from > LONGEST_NAME
        || slash + 1 + digits(text, slash + 1) != end
        || end - slash - 1 > MOST_DIGITS
        || end == slash + 1) {
      return Optional.empty();
    }
    return Optional.of(new LocksOf(
        task(text.substring(from, slash), text.substring(slash + 1, end)),
        Integer.parseInt(text.substring(0, digits)),
        Optional.empty(),
        List.of()));
  }

  /** A lock, and its place in its task's list: of an inlined function there are several lines. */
  public record Place(int index, PrintedLock lock) {}

  /** {@code #1: ffff888000783780 (&worker->mutex){+.+.}-{3:3}, at: vhost_worker_killed+0x32/0x140}. */
  public static Optional<Place> place(String text) {
    if (!text.startsWith("#")) {
      return Optional.empty();
    }
    final int digits = digits(text, 1);
    if (digits == 0 || digits > 3 || !text.startsWith(": ", 1 + digits)) {
      return Optional.empty();
    }
    final int index = Integer.parseInt(text.substring(1, 1 + digits));
    return lock(text, digits + 3)
        .filter(lock -> text.indexOf(", at: ", digits + 3) > 0 || isCutOff(text))
        .map(lock -> new Place(index, lock));
  }

  /** Does the line end behind the lock's class, or in what follows it, before it says where? */
  private static boolean isCutOff(String text) {
    final int end = text.lastIndexOf("){");
    final String rest = end < 0 ? " " : text.substring(end);
    final int comma = rest.indexOf(',');
    return comma < 0 ? rest.indexOf(' ') < 0 : ", at: ".startsWith(rest.substring(comma));
  }

  /** A lock by itself, as below {@code is trying to acquire lock:}. */
  public static Optional<PrintedLock> lock(String text) {
    return lock(text, 0);
  }

  private static Optional<PrintedLock> lock(String text, int start) {
    // Kernels before 4.19 print no address.
    final int address = endOfAddress(text, start);
    final int open = address == start ? start : address + 1;
    if (open >= text.length() || text.charAt(open) != '(') {
      return Optional.empty();
    }
    final int close = text.indexOf("){", open);
    if (close <= open + 1 || close - open > LONGEST_CLASS) {
      return Optional.empty();
    }
    final int at = text.indexOf(", at: ", close);
    int symbol = at + ", at: ".length();
    if (at > 0 && text.startsWith("[<", symbol)) {
      symbol = Math.max(symbol, text.indexOf(">] ", symbol) + 3);
    }
    return Optional.of(new PrintedLock(
        text.substring(start, address),
        text.substring(open + 1, close),
        at < 0 ? "" : Frames.symbol(text, symbol).orElse("")));
  }

  private static int endOfAddress(String text, int start) {
    int at = start;
    if (text.startsWith("(", start) && text.indexOf(") (", start) > 0) {
      final int end = text.indexOf(") (", start) + 1; // (____ptrval____)
      return end - start <= 22 ? end : start;
    }
    while (at < text.length() && at - start <= 18 && isAddress(text.charAt(at))) {
      at++;
    }
    return at - start >= 4 && at < text.length() && text.charAt(at) == ' ' ? at : start;
  }

  private static boolean isAddress(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == 'x';
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - from;
  }

  /** Whom a report of lockdep is about. */
  public static Optional<TaskId> wants(String text) {
    if (!text.contains(" is trying to ") && !text.contains(" takes:")) {
      return Optional.empty();
    }
    final Matcher wants = WANTS.matcher(text);
    if (wants.find()) {
      return Optional.of(task(wants.group(1), wants.group(2)));
    }
    final Matcher takes = TAKES.matcher(text);
    return takes.find() ? Optional.of(task(takes.group(1), takes.group(2))) : Optional.empty();
  }

  public static TaskId task(String comm, String pid) {
    return new TaskId(comm, Integer.parseInt(pid));
  }
}
