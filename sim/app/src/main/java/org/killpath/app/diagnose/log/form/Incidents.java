package org.killpath.app.diagnose.log.form;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.killpath.app.diagnose.log.Incident.Kind;
import org.killpath.app.diagnose.log.TaskId;

/** The first lines of reports on what went wrong. */
public final class Incidents {
  private static final int LONGEST_DETAIL = 160;

  /** How a report begins: what it is, where it happened, to whom, if the line says so. */
  public record Head(Kind kind, String function, Optional<TaskId> task, String detail) {}

  private static final Pattern SOFT_LOCKUP = Pattern.compile(
      "BUG: soft lockup - CPU#\\d{1,5} stuck for [^\\[]{1,20}\\[(.{1,64}):(\\d{1,9})\\]");
  private static final Pattern RCU =
      Pattern.compile("INFO: (rcu_\\w{1,20}|task rcu) (?:self-)?detected (?:expedited )?stall");
  private static final Pattern EXITED =
      Pattern.compile("^note: (.{1,64})\\[(\\d{1,9})\\] exited with ");
  private static final Pattern KILLED =
      Pattern.compile("(?:emory|OOM)[^:]{0,30}: Kill(?:ed)? process (\\d{1,9}) \\((.{1,64}?)\\)");
  private static final Pattern ACCESS = Pattern.compile(
      "^(?:Read|Write|Free) of (?:size \\d{1,9} at )?addr .{1,40} by task (.{1,64})/(\\d{1,9})");
  private static final Pattern FREED = Pattern.compile("^Freed by task (\\d{1,9})");
  private static final Pattern ALLOCATED = Pattern.compile("^Allocated by task (\\d{1,9})");
  private static final Pattern FREEZING = Pattern.compile(
      "^Freezing (?:of|user space|remaining) ?(?:tasks|processes|freezable tasks) failed after [\\d.]{1,12}");
  private static final Pattern SPLAT =
      Pattern.compile("(possible (?:circular|recursive|irq lock inversion|deadlock|safe).{0,60}"
          + "|inconsistent lock state|inconsistent \\{.{1,40}|suspicious RCU usage"
          + "|Invalid wait context|bad (?:unlock|contention) balance.{0,20}|held lock freed!?"
          + "|lock held when returning to user space!?|(?:HARDIRQ|SOFTIRQ)-.{1,60}detected"
          + "|Nested lock was not taken|still has locks held!?)");

  private static final List<String> OOPSES = List.of(
      "BUG: kernel NULL pointer dereference",
      "BUG: unable to handle",
      "Unable to handle kernel",
      "general protection fault",
      "Oops: ",
      "Internal error: ",
      "BUG: Bad page state",
      "kernel BUG at",
      "invalid opcode: ",
      "divide error: ",
      "Kernel BUG at");

  private Incidents() {}

  /** A report that begins here, lockdep's apart. */
  public static Optional<Head> head(String text) {
    if (isOfMemory(text)) {
      return Optional.of(new Head(Kind.KASAN, in(text, " in "), Optional.empty(), detail(text)));
    }
    final Matcher lockup = SOFT_LOCKUP.matcher(text);
    if (text.contains("soft lockup") && lockup.find()) {
      return Optional.of(new Head(
          Kind.SOFT_LOCKUP,
          "",
          Optional.of(Locks.task(lockup.group(1), lockup.group(2))),
          detail(text)));
    }
    if (text.contains("stall") && RCU.matcher(text).find()) {
      return Optional.of(new Head(Kind.RCU_STALL, "", Optional.empty(), detail(text)));
    }
    if (text.startsWith("Kernel panic - not syncing")) {
      return Optional.of(new Head(Kind.PANIC, "", Optional.empty(), detail(text)));
    }
    if (OOPSES.stream().anyMatch(text::startsWith)) {
      return Optional.of(new Head(Kind.OOPS, "", Optional.empty(), detail(text)));
    }
    if (text.startsWith("WARNING: ") && text.indexOf(" at ") > 0) {
      return Optional.of(new Head(Kind.WARNING, in(text, " at "), Optional.empty(), detail(text)));
    }
    if (text.startsWith("BUG: ") && splat(text).isEmpty()) {
      return Optional.of(new Head(Kind.BUG, in(text, " at "), Optional.empty(), detail(text)));
    }
    return Optional.empty();
  }

  private static boolean isOfMemory(String text) {
    return text.startsWith("BUG: KASAN: ") || text.startsWith("BUG: KFENCE: ");
  }

  /** Events of one line. */
  public static Optional<Head> event(String text) {
    final Matcher exited = EXITED.matcher(text);
    if (text.startsWith("note: ") && exited.find()) {
      return Optional.of(new Head(
          Kind.EXITED,
          "",
          Optional.of(Locks.task(exited.group(1), exited.group(2))),
          detail(text)));
    }
    final Matcher killed = KILLED.matcher(text);
    if (text.contains("Kill") && killed.find()) {
      return Optional.of(new Head(
          Kind.OOM_KILL,
          "",
          Optional.of(Locks.task(killed.group(2), killed.group(1))),
          detail(text)));
    }
    if (text.startsWith("Freezing ") && FREEZING.matcher(text).find()) {
      return Optional.of(new Head(Kind.FREEZER, "", Optional.empty(), detail(text)));
    }
    return text.startsWith("INFO: lockdep is turned off")
        ? Optional.of(new Head(Kind.LOCKDEP_OFF, "", Optional.empty(), detail(text)))
        : Optional.empty();
  }

  /** The first word with an offset behind the mark. */
  private static String in(String text, String mark) {
    final int at = text.indexOf(mark);
    if (at < 0) {
      return "";
    }
    for (String word : text.substring(at, Math.min(text.length(), at + 300)).split(" ", -1)) {
      final Optional<String> symbol = Frames.symbol(word, 0);
      if (symbol.isPresent()) {
        return symbol.get();
      }
    }
    return "";
  }

  /** Where it was executing: {@code RIP: 0010:schedule+0x1/0x2}, {@code pc : schedule+0x1/0x2}. */
  public static Optional<String> place(String text) {
    final String after;
    if (text.startsWith("RIP: ") || text.startsWith("EIP: ")) {
      after = text.substring(5);
    } else if (text.startsWith("pc : ") || text.startsWith("epc : ")) {
      after = text.substring(text.indexOf(':') + 2);
    } else if (text.startsWith("NIP [") || text.startsWith("PC is at ")) {
      after = text.startsWith("N") ? text.substring(4) : text.substring(9);
    } else {
      return Optional.empty();
    }
    for (String word : after.split(" ", 6)) {
      final String plain =
          word.substring(word.startsWith("[") ? word.length() : word.indexOf(':') + 1);
      final Optional<String> symbol = Frames.symbol(plain, 0);
      if (symbol.isPresent()) {
        return symbol;
      }
    }
    return Optional.empty();
  }

  /** Who made the access that KASAN found. */
  public static Optional<TaskId> access(String text) {
    if (!text.startsWith("Read of ")
        && !text.startsWith("Write of ")
        && !text.startsWith("Free of ")) {
      return Optional.empty();
    }
    final Matcher form = ACCESS.matcher(text);
    return form.find() ? Optional.of(Locks.task(form.group(1), form.group(2))) : Optional.empty();
  }

  public static boolean isFreed(String text) {
    return text.startsWith("Freed") && FREED.matcher(text).find();
  }

  public static boolean isAllocated(String text) {
    return text.startsWith("Allocated") && ALLOCATED.matcher(text).find();
  }

  /** The title of a report of lockdep. */
  public static Optional<String> splat(String text) {
    if ((!text.startsWith("WARNING: ") && !text.startsWith("[ ") && !text.startsWith("BUG: "))
        || isOfMemory(text)) {
      return Optional.empty();
    }
    final Matcher form = SPLAT.matcher(text);
    return form.find()
        ? Optional.of(form.group(1).replaceFirst(" ?\\]$", "").strip())
        : Optional.empty();
  }

  private static String detail(String text) {
    return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "...";
  }
}
