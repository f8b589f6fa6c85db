package org.killpath.app.diagnose;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same report in tables that collectors give logs out as, with the message in any column. */
class TableColumnsTest {
  private static final Diagnosing DIAGNOSING = new Diagnosing();

  static Stream<Arguments> tables() {
    return Stream.of(
        table(
            "Kibana",
            "\"@timestamp\",host.name,message",
            line -> kibana() + ",node-7," + quoted(line)),
        table(
            "Kibana, other columns behind",
            "\"@timestamp\",message,\"_id\"",
            line -> kibana() + "," + quoted(line) + ",XyAb"),
        table(
            "Kibana, the message first",
            "message,\"@timestamp\"",
            line -> quoted(line) + "," + kibana()),
        table(
            "quotes where they must be",
            "@timestamp,host,syslog.program,message",
            line -> iso() + ",node-7,kernel,"
                + (line.contains(",") || line.contains("\"") ? quoted(line) : line)),
        table("semicolons", "@timestamp;host;message", line -> iso() + ";node-7;" + quoted(line)),
        table("tabs", "time\thost\tmessage", line -> iso() + "\tnode-7\t" + line),
        table(
            "Grafana",
            "\"Time\",\"Line\",\"tsNs\"",
            line -> "2026-03-02 11:10:01.003," + quoted(line) + ",1772450000"),
        table(
            "Datadog",
            "Date,Host,Service,Message",
            line -> "\"" + iso() + "\",\"node-7\",\"kernel\"," + quoted(line)),
        table(
            "Splunk",
            "\"_raw\",\"_time\",host",
            line -> quoted("Mar  2 11:10:01 node-7 kernel: " + line) + ",\"" + iso() + "\",node-7"),
        table(
            "Markdown",
            "| time | host | message |\n|---|---|---|",
            line -> "| " + iso() + " | node-7 | " + line.replace("<", "\\<") + " |"),
        table("no headline", "", line -> kibana() + ",node-7," + quoted(line)),
        table("labels", "", line -> iso() + " {host=\"node-7\", unit=\"kernel\"} " + line));
  }

  private static Arguments table(String name, String headline, UnaryOperator<String> row) {
    return Arguments.of(name, headline, row);
  }

  private static String kibana() {
    return "\"Mar 2, 2026 @ 11:10:01.003\"";
  }

  private static String iso() {
    return "2026-03-02T11:10:01.003Z";
  }

  private static String quoted(String line) {
    return "\"" + line.replace("\"", "\"\"") + "\"";
  }

  private static List<String> report() {
    return new String(Diagnosing.excerptBytes("cases/b1-quoted-once.txt"), StandardCharsets.UTF_8)
        .replaceAll("(?m)^> ?", "")
        .replaceAll("(?m)^\\[ *\\d+\\.\\d+\\] ?", "")
        .lines()
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void theMessageIsTakenOutOfItsColumn(String name, String headline, UnaryOperator<String> row) {
    final StringBuilder table = new StringBuilder(headline.isEmpty() ? "" : headline + "\n");
    for (String line : report()) {
      table.append(row.apply(line)).append('\n');
    }
    DetachLoop.check(DIAGNOSING.text(table.toString()));
  }

  @Test
  void aMessageOfSeveralLinesIsTakenAsTheyAre() {
    final String table = "\"@timestamp\",message,host\n" + kibana() + ","
        + quoted(String.join("\n", report())) + ",node-7\n";
    DetachLoop.check(DIAGNOSING.text(table));
  }

  @Test
  void linesBelowATableAreReadAsTheyStandThere() {
    final String table =
        String.format(Locale.ROOT, "time,host,message%n%s,node-7,tun: up%n", iso());
    DetachLoop.check(DIAGNOSING.text(table + String.join("\n", report()) + "\n"));
  }
}
