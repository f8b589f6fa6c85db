package org.killpath.app.diagnose.log.dressing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What loggers put before a message, taken off piece by piece, in whatever order it comes. */
final class Prefixes {
  private static final int FARTHEST = 160;
  private static final int MOST_PIECES = 12;

  /** Of {@code journalctl -o export} and {@code -o verbose}. */
  private static final String FIELD = "MESSAGE=";

  /** A time of printk anywhere near the beginning: behind a console's name, a prompt, a host. */
  private static final Pattern LATER = Pattern.compile("\\[ {0,8}\\d{1,9}\\.\\d{6}\\]");

  /** {@code 2026-11-22T06:22:33.123456+01:00 }, and only a time of day. */
  private static final Pattern DATE = Pattern.compile(
      "(?:\\d{4}-\\d\\d-\\d\\d[T ])?\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?:Z| ?[+-]\\d\\d:?\\d\\d)?[:\\]]? +");

  private static final Pattern WORDY_DATE = Pattern.compile(
      "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
          + " {1,2}\\d{1,2} (?:\\d{4} )?\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?: \\d{4})? +");

  private static final Pattern LEVEL = Pattern.compile(
      "(?:kern|user|daemon|syslog|local\\d|auth) *:(?:emerg|alert|crit|err|warn|notice|info|debug)[a-z]* *: *"
          + "|(?:kern|user|daemon|syslog)\\.(?:emerg|alert|crit|err|warn|notice|info|debug)[a-z]*:? +");

  /** A kernel for real-time prints the processor. */
  private static final Pattern PROCESSOR = Pattern.compile("\\d{3,4}: ");

  /** What Android's logger puts before a kernel's message: date, pid, thread, priority, tag. */
  private static final Pattern LOGCAT = Pattern.compile(
      "\\d\\d-\\d\\d (\\d\\d:\\d\\d:\\d\\d\\.\\d{3,6}) +(?:\\w{1,16} +)?\\d{1,7} +\\d{1,7} [VDIWEF] [^:]{0,32}: ");

  /** A processor and who ran there, as vendors' kernels print it. */
  private static final Pattern RAN = Pattern.compile("\\(\\d{1,3}\\)\\[\\d{1,9}:[^\\]]{0,32}\\] ?");

  /** The release before a record of netconsole's. */
  private static final Pattern RELEASE =
      Pattern.compile("\\d{1,2}\\.\\d{1,3}[^,; ]{0,48},(?=\\d{1,4},\\d{1,12},)");

  /** Of Loki, behind the date: {@code {host="node-7", unit="kernel"} }. */
  private static final Pattern LABELS = Pattern.compile(
      "\\{(?:[^{}]{0,200}?\\b(?:host|hostname|node|node_name|nodename)=\"([\\w.-]{1,64})\")?[^{}]{0,200}\\} +");

  private static final Pattern EPOCH = Pattern.compile("(\\d{9,10}\\.\\d{3,9}):? +");

  /** Of RFC 5424 behind the priority, and its empty fields before the message. */
  private static final Pattern VERSION = Pattern.compile("1 (?=\\d{4}-)");

  private final String line;
  private final int limit;
  private int at;
  private boolean any;
  private String caller = "";
  private String host = "";
  private Optional<String> time = Optional.empty();
  private Optional<String> date = Optional.empty();

  Prefixes(String line, int start) {
    this.line = line;
    this.at = start;
    this.limit = Math.min(line.length(), start + FARTHEST);
    takeAll();
    if (time.isEmpty() && mayBeLater()) {
      takeLater();
    }
  }

  int end() {
    return at;
  }

  boolean any() {
    return any;
  }

  String caller() {
    return caller;
  }

  /** As syslog and journald name it between the date and the tag of the kernel; empty if nobody does. */
  String host() {
    return host;
  }

  Optional<String> time() {
    return time.isPresent() ? time : date;
  }

  private void takeAll() {
    for (int pieces = 0; pieces < MOST_PIECES; pieces++) {
      final int before = at;
      while (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
      final int start = at;
      takeOne();
      if (at == start) {
        at = any ? start : before;
        return;
      }
      any = true;
    }
  }

  private void takeOne() {
    if (at >= line.length()) {
      return;
    }
    final char c = line.charAt(at);
    if (c == '[') {
      bracket();
    } else if (c == '<') {
      priority();
    } else if (c == '(') {
      looking(RAN, m -> {});
    } else if (c == '{' && date.isPresent()) {
      looking(LABELS, m -> host = m.group(1) == null ? host : m.group(1));
    } else if (c == 'M' && line.startsWith(FIELD, at)) {
      at += FIELD.length();
    } else if (c >= '0' && c <= '9') {
      digits();
    } else if (c >= 'A' && c <= 'Z') {
      if (!isAt(at + 3, " ,")
          || !looking(WORDY_DATE, m -> date = Optional.of(m.group().strip()))) {
        kernel();
      }
    } else if (c >= 'a' && c <= 'z' && !(isFacility() && looking(LEVEL, m -> {}))) {
      kernel();
    }
  }

  private boolean isAt(int position, String characters) {
    return position < line.length() && characters.indexOf(line.charAt(position)) >= 0;
  }

  /** The first letters of the facilities; nearly no line of a kernel passes. */
  private boolean isFacility() {
    return line.startsWith("kern", at)
        || line.startsWith("user", at)
        || line.startsWith("daemon", at)
        || line.startsWith("syslog", at)
        || line.startsWith("local", at)
        || line.startsWith("auth", at);
  }

  private void bracket() {
    Bracket.at(line, at).ifPresent(found -> {
      switch (found.kind()) {
        case TIME -> time = Optional.of(found.text());
        case CALLER -> caller = found.text();
        case DATE -> date = Optional.of(found.text());
        case OTHER -> {}
      }
      at = found.end();
    });
  }

  private void priority() {
    final int end = line.indexOf('>', at);
    if (end > at + 1 && Shapes.isDigits(line, at + 1, end)) {
      at = end + 1;
      looking(VERSION, m -> {});
    }
  }

  private void digits() {
    final int end = endOfDigits();
    final boolean taken = switch (end < line.length() ? line.charAt(end) : ' ') {
      case ',' -> kmsg();
      case '-' ->
        looking(DATE, m -> date = Optional.of(m.group().strip()))
            || looking(LOGCAT, m -> date = Optional.of(m.group(1)));
      case '.' ->
        looking(EPOCH, m -> date = Optional.of(m.group(1)))
            || (looking(RELEASE, m -> {}) && kmsg());
      case ':' ->
        looking(DATE, m -> date = Optional.of(m.group().strip()))
            || (any && looking(PROCESSOR, m -> {}));
      default -> false;
    };
    if (!taken) {
      kernel();
    }
  }

  private int endOfDigits() {
    int end = at;
    while (end < line.length() && line.charAt(end) >= '0' && line.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  /** {@code 6,1234,5678901,-;} and {@code 6,1234,5678901,-,caller=T123;}. */
  private boolean kmsg() {
    final Optional<Kmsg> record = Kmsg.at(line, at);
    record.ifPresent(found -> {
      time = Optional.of(found.time());
      caller = found.caller().orElse(caller);
      at = found.end();
    });
    return record.isPresent();
  }

  private void kernel() {
    final int end = KernelTag.end(line, at, limit);
    if (end > at && date.isPresent() && host.isEmpty()) {
      host = KernelTag.host(line, at, end);
    }
    at = end;
  }

  private interface Found {
    void in(Matcher form);
  }

  private boolean looking(Pattern pattern, Found found) {
    final Matcher form = pattern.matcher(line).region(at, line.length());
    if (!form.lookingAt()) {
      return false;
    }
    found.in(form);
    at = form.end();
    return true;
  }

  /** Is there a bracket that may have a time in it? Most have a module. */
  private boolean mayBeLater() {
    for (int open = line.indexOf('[', at);
        open >= 0 && open + 1 < limit;
        open = line.indexOf('[', open + 1)) {
      final char next = line.charAt(open + 1);
      if (next == ' ' || (next >= '0' && next <= '9')) {
        return true;
      }
    }
    return false;
  }

  private void takeLater() {
    final Matcher printk = LATER.matcher(line).region(at, limit);
    if (printk.find()) {
      at = printk.start();
      takeAll();
    }
  }
}
