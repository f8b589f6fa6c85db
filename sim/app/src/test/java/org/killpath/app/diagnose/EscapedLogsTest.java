package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A log in strings of JSON, or set as prose, says what it says by itself. */
class EscapedLogsTest {
  private static final Diagnosing DIAGNOSING = new Diagnosing();
  private static final String LOG =
      new String(Diagnosing.excerptBytes("cases/c1-kmsg-raw.txt"), StandardCharsets.UTF_8);
  private static final List<String> LINES = LOG.lines().toList();

  static Stream<Arguments> forms() {
    return Stream.of(
        form("a tracker's comments", ShownLines::inOneString),
        form("a store's records", ShownLines::inRecords),
        form("several lines in each record", ShownLines::bySeveral),
        form("an editor's typography", ShownLines::typeset),
        form("an editor's line breaks", ShownLines::inOneParagraph),
        form("one string", lines -> quoted(String.join("\n", lines))),
        form(
            "a string for each line",
            lines -> lines.stream().map(EscapedLogsTest::quoted).collect(Collectors.joining("\n"))),
        form(
            "an array of lines",
            lines -> lines.stream()
                .map(EscapedLogsTest::quoted)
                .collect(Collectors.joining(", ", "[", "]"))),
        form(
            "an array of lines, a line each",
            lines -> lines.stream()
                .map(line -> "  " + quoted(line))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"))),
        form(
            "pairs of time and line",
            lines -> lines.stream()
                .map(line -> "[\"1763792553123456789\"," + quoted(line) + "]")
                .collect(Collectors.joining(
                    ",",
                    "{\"data\":{\"result\":[{\"stream\":{\"job\":\"k\"},\"values\":[",
                    "]}]}}"))),
        form(
            "records in records",
            lines -> lines.stream()
                .map(line -> "{\"_id\":\"a17\",\"_source\":{\"message\":" + quoted(line) + "}}")
                .collect(Collectors.joining(",", "{\"hits\":{\"hits\":[", "]}}"))),
        form(
            "JSON in JSON",
            lines -> "{\"message\":"
                + quoted("{\"log\":" + quoted(String.join("\n", lines)) + ",\"stream\":\"stdout\"}")
                + "}"),
        form(
            "no letter as it is",
            lines -> "{\"text\":\""
                + String.join("\n", lines)
                    .chars()
                    .mapToObj(c -> "\\u00" + (c < 16 ? "0" : "") + Integer.toHexString(c))
                    .collect(Collectors.joining())
                + "\"}"),
        form("the inside of a string", lines -> {
          final String string = quoted(String.join("\n", lines));
          return string.substring(1, string.length() - 1);
        }),
        form("a string that is not whole", lines -> {
          final String string = quoted(String.join("\n", lines) + "\nand so on");
          return "{\"body\": " + string.substring(0, string.length() - 8);
        }),
        form(
            "behind half a megabyte of others",
            lines -> "{\"body\": "
                + quoted("a line of somebody else\n".repeat(20_000) + String.join("\n", lines))
                + "}"),
        form(
            "behind ten thousand others",
            lines -> "["
                + "{\"message\":\"a line of somebody else\"},".repeat(10_000)
                + lines.stream()
                    .map(line -> "{\"message\":" + quoted(line) + "}")
                    .collect(Collectors.joining(","))
                + "]"));
  }

  private static Arguments form(String name, Function<List<String>, String> form) {
    return Arguments.of(name, form);
  }

  private static String quoted(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + "\"";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void theLogIsFoundInIt(String name, Function<List<String>, String> form) {
    DetachLoop.check(DIAGNOSING.text(form.apply(LINES)));
  }

  @Test
  void linesInAStringAreNumberedAsIfTheyStoodThere() {
    final Diagnosis diagnosis = DIAGNOSING.text(ShownLines.inOneString(LINES));
    assertThat(diagnosis.hangs().get(0).hang().victim().reported().orElseThrow().line())
        .isEqualTo(1);
    assertThat(diagnosis.timeline()).isNotEmpty();
    assertThat(diagnosis.understanding()).contains("unpacked from JSON");
  }

  @Test
  void proseInJsonIsNoKernelsLog() {
    final Diagnosis diagnosis = DIAGNOSING.text(
        "[{\"id\":1,\"body\":\"My guest hangs.\\nI use vhost.\\nWhat shall I do?\",\"user\":\"vhost-fan\"}]");
    assertThat(diagnosis.hangs()).isEmpty();
    assertThat(diagnosis.summary()).contains("vhost is mentioned in prose only");
  }

  @Test
  void aReportUnderAKeyThatNobodyKnowsIsNotDenied() {
    final Diagnosis diagnosis = DIAGNOSING.text(
        "{\"x\":17,\"what\":\"INFO: task vhost-1000:1010 blocked for more than 122 seconds.\"}");
    assertThat(diagnosis.summary()).startsWith("vhost-1000/1010 is hung");
  }

  @Test
  void whatStandsBetweenQuotesInAKernelsLineIsLeftThere() {
    final Diagnosis diagnosis = DIAGNOSING.text("""
        "echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.
        "a", "b" INFO: task vhost-1000:1010 blocked for more than 122 seconds.
        """);
    assertThat(diagnosis.summary()).contains("vhost-1000/1010");
    assertThat(diagnosis.understanding()).doesNotContain("JSON");
  }
}
