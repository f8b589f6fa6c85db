package org.killpath.app.diagnose;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What shows or collects lines, and lets them be copied only with what it adds to each. */
final class ShownLines {
  private ShownLines() {}

  static String inJson(List<String> lines) {
    return each(
        lines,
        line -> "{\"log\":\""
            + line.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\t", "\\t")
                .replace("\u001b", "\\u001b")
            + "\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-22T06:22:33.123456789Z\"}\n");
  }

  private static String escaped(String line) {
    return line.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\t", "\\t")
        .replace("\u001b", "\\u001b");
  }

  /** All of it in one string, as trackers keep it. */
  static String inOneString(List<String> lines) {
    return "{\"bugs\":{\"17\":{\"comments\":[{\"id\":1,\"creator\":\"somebody\",\"text\":\""
        + lines.stream().map(line -> escaped(line) + "\\r\\n").collect(Collectors.joining())
        + "\",\"time\":\"2026-11-22T06:22:33Z\"},{\"id\":2,\"text\":\"any idea?\"}]}}}";
  }

  /** A record for each line, in an array, as a store for logs gives them out. */
  static String inRecords(List<String> lines) {
    return lines.stream()
        .map(line -> "    {\n      \"timestamp\": 1763792553123,\n      \"message\": \""
            + escaped(line) + "\",\n      \"tags\": [\"node-17\"]\n    }")
        .collect(Collectors.joining(",\n", "{\n  \"events\": [\n", "\n  ]\n}\n"));
  }

  /** A record for several lines each. */
  static String bySeveral(List<String> lines) {
    final StringBuilder records = new StringBuilder();
    for (int i = 0; i < lines.size(); i += 5) {
      records
          .append("{\"stream\":\"kernel\",\"message\":\"")
          .append(escaped(String.join("\n", lines.subList(i, Math.min(lines.size(), i + 5)))
                  .replace("\n", "\u0000"))
              .replace("\u0000", "\\n"))
          .append("\"}\n");
    }
    return records.toString();
  }

  /** As an editor for prose shows it. */
  static String typeset(List<String> lines) {
    return each(
        lines,
        line -> line.replaceAll("\"([^\"]*)\"", "\u201c$1\u201d")
                .replace("->", "\u2192")
                .replace("---", "\u2014-")
                .replace("0x", "0\u00d7")
                .replace("/", "/\u200b")
                .replace("  ", " \u00a0")
            + "\n");
  }

  /** With breaks that are no line feeds. */
  static String inOneParagraph(List<String> lines) {
    return "\u200b" + String.join("\u2028", lines) + "\n";
  }

  static String onPage(List<String> lines) {
    return each(
        lines,
        line -> line.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
            + "<br/>\n");
  }

  static String onTerminal(List<String> lines) {
    return each(lines, line -> "\u001b[31m" + line + "\u001b[0m\u001b[K\r\n");
  }

  private static String each(List<String> lines, UnaryOperator<String> one) {
    return lines.stream().map(one).collect(Collectors.joining());
  }
}
