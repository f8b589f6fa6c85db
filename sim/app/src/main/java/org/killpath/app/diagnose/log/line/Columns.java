package org.killpath.app.diagnose.log.line;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables that collectors give logs out as (Kibana, Splunk, Grafana, a spreadsheet, a table in
 * Markdown): a headline names the columns, and each row has a message in one of them. Without a
 * headline the first row tells in which.
 */
final class Columns {
  private static final Set<String> MESSAGES = Set.of(
      "message",
      "msg",
      "_raw",
      "line",
      "log",
      "content",
      "event.original",
      "textpayload",
      "body",
      "log message",
      "logmessage",
      "jsonpayload.message",
      "message.keyword",
      "text");
  private static final Set<String> HOSTS = Set.of(
      "host",
      "hostname",
      "host.name",
      "host.hostname",
      "agent.hostname",
      "beat.hostname",
      "node",
      "syslog.hostname",
      "log.syslog.hostname",
      "source",
      "_hostname",
      "computer",
      "node_name",
      "kubernetes.node.name",
      "instance");
  private static final Set<String> PROGRAMS = Set.of(
      "program",
      "process.name",
      "appname",
      "app-name",
      "syslog_identifier",
      "syslog.program",
      "log.syslog.appname",
      "ident",
      "service");
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');
  private static final int LONGEST_HEADLINE = 600;
  private static final int LONGEST_HOST = 64;

  /** Kibana's: {@code Mar 2, 2026 @ 11:10:01.003}. */
  private static final Pattern KIBANA = Pattern.compile(
      "([A-Z][a-z]{2}) (\\d{1,2}), (\\d{4}) @ (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)");

  private static final Pattern ISO = Pattern.compile(
      "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?:Z|[+-]\\d\\d:?\\d\\d)?");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private static final Pattern OF_A_REPORT = Pattern.compile(
      "task:.{1,32} state:.*|Call [Tt]race:|INFO: task .*| ?[a-z_]\\w{2,64}(?:\\.\\w{1,24}){0,3}\\+0x[0-9a-f]{1,6}/0x[0-9a-f].*");

  private char separator;
  private int message = -1;
  private int host = -1;
  private int program = -1;
  private int time = -1;
  private int columns;
  /** Does the message of a row go on in the next line? */
  private boolean open;

  private boolean any;

  /** Was there any row? */
  boolean any() {
    return any;
  }

  /** May a line be a row, or name the columns? Asked for each line. */
  boolean concerns(byte[] line, int from, int to) {
    if (open) {
      return true;
    }
    if (to - from < 8 || to - from > Limits.LINE_BYTES) {
      return false;
    }
    final byte first = line[from];
    if (message >= 0) {
      return first != '{' && first != '[';
    }
    return first == '"'
        || first == '|'
        || isHeadline(line, from, Math.min(to, from + LONGEST_HEADLINE))
        || (first >= '0' && first <= '9' && isSeparated(line, from, to));
  }

  private static boolean isHeadline(byte[] line, int from, int to) {
    return to - from < LONGEST_HEADLINE
        && (line[from] == '@' || (line[from] >= 'A' && line[from] <= 'z'))
        && isSeparated(line, from, to);
  }

  /** Is the first word no longer than a time or a name, and does a separator follow it? */
  private static boolean isSeparated(byte[] line, int from, int to) {
    for (int i = from; i < to && i < from + 40; i++) {
      if (line[i] == ' ' || line[i] == '[' || line[i] == '(') {
        return false;
      }
      if (SEPARATORS.contains((char) line[i])) {
        return line[i] != ',' || i - from > 3;
      }
    }
    return false;
  }

  /** What stands in a row; nothing in a headline. Empty if the line is neither. */
  Optional<String> message(byte[] line, int from, int to) {
    final String text = new String(line, from, to - from, StandardCharsets.UTF_8);
    if (open) {
      any = true;
      return Optional.of(rest(text));
    }
    if (message < 0) {
      for (char one : SEPARATORS) {
        if (text.indexOf(one) >= 0 && isNamed(new Row(text, one))) {
          separator = one;
          return Optional.of("");
        }
      }
      if (!isLearnt(text)) {
        return Optional.empty();
      }
    }
    final Row row = new Row(text, separator);
    if (row.size() <= message || !isRow(row)) {
      return Optional.empty();
    }
    any = true;
    open = row.isOpen() && message == row.size() - 1;
    return Optional.of(prefix(row) + row.field(message));
  }

  /** Has it a time where the times stand, or as many fields as there are columns? */
  private boolean isRow(Row row) {
    return time < 0
        ? row.size() == columns
        : row.field(time).chars().filter(Character::isDigit).count() >= 4
            && row.field(time).indexOf('(') < 0;
  }

  private String rest(String text) {
    for (int at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
      if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
        at++;
      } else {
        open = false;
        return text.substring(0, at).replace("\"\"", "\"");
      }
    }
    return text.replace("\"\"", "\"");
  }

  private boolean isNamed(Row row) {
    int found = -1;
    int times = -1;
    for (int i = 0; i < row.size(); i++) {
      final String name = row.field(i).strip().toLowerCase(Locale.ROOT);
      if (found < 0 && MESSAGES.contains(name)) {
        found = i;
      } else if (host < 0 && HOSTS.contains(name)) {
        host = i;
      } else if (program < 0 && PROGRAMS.contains(name)) {
        program = i;
      } else if (times < 0 && (name.contains("time") || name.equals("date"))) {
        times = i;
      }
    }
    if (found < 0 || row.size() < 2 || (times < 0 && host < 0)) {
      host = -1;
      program = -1;
      return false;
    }
    message = found;
    time = times;
    columns = row.size();
    return true;
  }

  /** By what a report has in it, behind a column with a time in it. */
  private boolean isLearnt(String text) {
    for (char one : SEPARATORS) {
      final Row row = new Row(text, one);
      for (int i = 1; i < row.size() && isTime(row.field(0)); i++) {
        if (OF_A_REPORT.matcher(row.field(i)).matches()) {
          separator = one;
          message = i;
          time = 0;
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isTime(String field) {
    return KIBANA.matcher(field).find() || ISO.matcher(field).lookingAt();
  }

  /** As syslog would write it, so that it is known whose the line is; nothing if the message has that. */
  private String prefix(Row row) {
    if (row.field(message).contains(" kernel: ") || time < 0) {
      return "";
    }
    final String when = when(row.field(time));
    final String who = host < 0 ? "" : row.field(host).strip();
    final boolean kernel = program < 0 || row.field(program).strip().equals("kernel");
    if (when.isEmpty() || !kernel) {
      return "";
    }
    final boolean named = !who.isEmpty()
        && who.length() <= LONGEST_HOST
        && who.chars().allMatch(c -> Character.isLetterOrDigit(c) || "-_.".indexOf(c) >= 0);
    return when + " " + (named ? who + " kernel: " : "");
  }

  private static String when(String field) {
    final Matcher kibana = KIBANA.matcher(field);
    if (kibana.find()) {
      final String day = kibana.group(2);
      return kibana.group(3) + "-" + twoDigits(MONTHS.indexOf(kibana.group(1)) + 1 + "") + "-"
          + twoDigits(day) + "T" + kibana.group(4);
    }
    final Matcher iso = ISO.matcher(field);
    return iso.lookingAt() ? iso.group() : "";
  }

  private static String twoDigits(String number) {
    return number.length() < 2 ? "0" + number : number;
  }
}
