package org.killpath.app.diagnose.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms of the messages that are read. A pattern is tried at one place of a line only, and every
 * repetition in it has a bound, so that no line takes long.
 */
final class Forms {
  private static final String SYMBOL =
      "([A-Za-z_][A-Za-z0-9_.]{0,127})\\+0x[0-9a-f]+(?:/0x[0-9a-f]+)?";

  private static final int MOST_BLANKS = 9;
  private static final int LONGEST_SYMBOL = 128;
  private static final String INFO = "INFO: task ";

  private static final Pattern HUNG = Pattern.compile(
      "INFO: task (.{1,64}):(\\d{1,9}) blocked (in I/O wait )?for more than (\\d{1,9}) seconds");

  private static final Pattern LIKELY_OWNER = Pattern.compile(
      "INFO: task (.{1,64}):(\\d{1,9}) (?:<writer> |<reader> )?(?:is )?blocked on an? [a-z-]{1,20}"
          + "(?: likely (?:last held|owned) by task (?:<writer> |<reader> )?(.{1,64}):(\\d{1,9})"
          + "|, but the owner is not found|.{0,40}not found)");

  private static final Pattern TASK = Pattern.compile("^task:(.{1,64}?) +state:(\\S)");
  private static final Pattern RUNNING =
      Pattern.compile("^task:.{1,64} state:\\S {1,3}running task ");
  private static final Pattern PID = Pattern.compile(" pid: *(\\d{1,9})\\b");
  private static final Pattern TGID = Pattern.compile(" tgid: *(\\d{1,9})\\b");

  /** Kernels before 4.9 print addresses, too. */
  private static final Pattern OLD_CALL =
      Pattern.compile("^ {0,8}\\[<[0-9a-f]{8,16}>\\] (\\? )?" + SYMBOL);

  private static final Pattern RIP = Pattern.compile("^RIP: [0-9a-f]{4}:" + SYMBOL);

  private static final Pattern LOCKS_OF =
      Pattern.compile("^(\\d{1,4}) locks? held by (.{1,64})/(\\d{1,9}):");
  private static final Pattern LOCKS_OF_7 = Pattern.compile(
      "^locks held by (.{1,64})/(\\d{1,9}): (\\d{1,4})(?:, (last|on) CPU#\\d{1,5})?");
  private static final Pattern LOCK = Pattern.compile(
      "^ {0,4}#(\\d{1,3}): ([0-9a-fA-Fx]{4,18}|\\([^)]{1,20}\\)) \\((.{1,96}?)\\)\\{[^}]{0,12}\\}"
          + "(?:-\\{\\d{1,4}:\\d{1,4}\\})?, at: (.{1,200})");
  private static final Pattern AT = Pattern.compile("(?:\\[<[0-9a-f]{1,16}>\\] )?" + SYMBOL);
  private static final Pattern CPU =
      Pattern.compile("^CPU: \\d{1,5} (?:UID: \\d{1,10} )?PID: (\\d{1,9}) Comm: (.{1,64}?)"
          + " (?:Not tainted|Tainted)");
  private static final String TAINTED = "ainted";
  private static final Pattern RELEASE =
      Pattern.compile("ainted(?:: [A-Z ]{1,40})? {1,8}(\\S{1,64}) #\\d");
  private static final Pattern BOOT = Pattern.compile("^Linux version (\\S{1,64})");
  private static final Pattern SPLAT_TASK =
      Pattern.compile("^(.{1,64})/(\\d{1,9}) is trying to acquire lock:");
  private static final Pattern SPLAT_LOCK =
      Pattern.compile("^(?:[0-9a-fA-Fx]{4,18}|\\([^)]{1,20}\\)) \\((.{1,96}?)\\)\\{");

  private Forms() {}

  static Optional<HungReport> hung(Prefix line, long number) {
    return at(HUNG, line.text(), INFO)
        .map(form -> new HungReport(
            task(form.group(1), form.group(2)),
            Long.parseLong(form.group(4)),
            form.group(3) != null,
            number,
            line.time()));
  }

  static Optional<LikelyOwner> likelyOwner(String text, long number) {
    return at(LIKELY_OWNER, text, INFO)
        .map(form -> new LikelyOwner(
            task(form.group(1), form.group(2)),
            form.group(3) == null
                ? Optional.empty()
                : Optional.of(task(form.group(3), form.group(4))),
            number));
  }

  /** The first line that is printed of a task. */
  record Header(TaskId task, Optional<Integer> tgid, char state, boolean running) {}

  static Optional<Header> header(String text) {
    final Matcher form = TASK.matcher(text);
    final Matcher pid = PID.matcher(text);
    if (!form.find() || !pid.find(form.end())) {
      return Optional.empty();
    }
    final Matcher tgid = TGID.matcher(text);
    return Optional.of(new Header(
        task(form.group(1), pid.group(1)),
        tgid.find(form.end()) ? Optional.of(Integer.valueOf(tgid.group(1))) : Optional.empty(),
        form.group(2).charAt(0),
        RUNNING.matcher(text).find()));
  }

  /** A line of a call trace; most lines that are looked at are of this form, so it goes by hand. */
  static Optional<Call> call(String text) {
    int at = 0;
    while (at < text.length() && at < MOST_BLANKS && text.charAt(at) == ' ') {
      at++;
    }
    final boolean reliable = !text.startsWith("? ", at);
    final int from = reliable ? at : at + 2;
    final int to = endOfSymbol(text, from);
    if (to > from && text.startsWith("+0x", to)) {
      return Optional.of(new Call(text.substring(from, to), reliable));
    }
    final Matcher old = OLD_CALL.matcher(text);
    return old.find() ? Optional.of(new Call(old.group(2), old.group(1) == null)) : rip(text);
  }

  private static int endOfSymbol(String text, int from) {
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
        || c == '.';
  }

  private static Optional<Call> rip(String text) {
    final Matcher form = RIP.matcher(text);
    return form.find() ? Optional.of(new Call(form.group(1), true)) : Optional.empty();
  }

  /** The line of a lock list that begins a task. */
  static Optional<LocksOf> locksOf(String text) {
    final Matcher six = LOCKS_OF.matcher(text);
    if (six.find()) {
      return Optional.of(new LocksOf(
          task(six.group(2), six.group(3)),
          Integer.parseInt(six.group(1)),
          Optional.empty(),
          java.util.List.of()));
    }
    final Matcher seven = LOCKS_OF_7.matcher(text);
    if (seven.find()) {
      return Optional.of(new LocksOf(
          task(seven.group(1), seven.group(2)),
          Integer.parseInt(seven.group(3)),
          Optional.ofNullable(seven.group(4)).map("last"::equals),
          java.util.List.of()));
    }
    return Optional.empty();
  }

  /** A lock, and its place in its task's list: of an inlined function there are several lines. */
  record Place(int index, PrintedLock lock) {}

  static Optional<Place> lock(String text) {
    final Matcher form = LOCK.matcher(text);
    if (!form.find()) {
      return Optional.empty();
    }
    final Matcher at = AT.matcher(form.group(4));
    return Optional.of(new Place(
        Integer.parseInt(form.group(1)),
        new PrintedLock(form.group(2), form.group(3), at.lookingAt() ? at.group(1) : "")));
  }

  static Optional<TaskId> processor(String text) {
    final Matcher form = CPU.matcher(text);
    return form.find() ? Optional.of(task(form.group(2), form.group(1))) : Optional.empty();
  }

  /** Where a warning fired: the first word with an offset behind {@code at FILE:LINE}. */
  static Optional<String> warning(String text) {
    final int at = text.indexOf(" at ");
    if (!text.startsWith("WARNING: ") || at < 0) {
      return Optional.empty();
    }
    for (String word : text.substring(at, Math.min(text.length(), at + 300)).split(" ", -1)) {
      final Matcher symbol = AT.matcher(word);
      if (symbol.lookingAt()) {
        return Optional.of(symbol.group(1));
      }
    }
    return Optional.empty();
  }

  static Optional<String> release(String text) {
    return at(RELEASE, text, TAINTED).map(form -> form.group(1));
  }

  static Optional<String> boot(String text) {
    return group(BOOT, text);
  }

  static Optional<TaskId> splatTask(String text) {
    final Matcher form = SPLAT_TASK.matcher(text);
    return form.find() ? Optional.of(task(form.group(1), form.group(2))) : Optional.empty();
  }

  static Optional<String> splatLock(String text) {
    return group(SPLAT_LOCK, text);
  }

  /** The pattern where {@code beginning} first is. */
  private static Optional<Matcher> at(Pattern pattern, String text, String beginning) {
    final int start = text.indexOf(beginning);
    if (start < 0) {
      return Optional.empty();
    }
    final Matcher form = pattern.matcher(text).region(start, text.length());
    return form.lookingAt() ? Optional.of(form) : Optional.empty();
  }

  private static Optional<String> group(Pattern pattern, String text) {
    final Matcher form = pattern.matcher(text);
    return form.find() ? Optional.of(form.group(1)) : Optional.empty();
  }

  private static TaskId task(String comm, String pid) {
    return new TaskId(comm, Integer.parseInt(pid));
  }
}
