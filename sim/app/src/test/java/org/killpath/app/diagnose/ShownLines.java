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
