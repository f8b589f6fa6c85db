package org.killpath.app.diagnose.log.dressing;

import java.util.List;

/** What a page makes of the characters that it cannot show as they are, where its source was copied. */
final class Entities {
  private Entities() {}

  private static final List<String> AT_THE_END = List.of(
      "<br>", "<br/>", "<br />", "</pre>", "</code>", "</span>", "</div>", "</p>", "</li>", "</td>",
      "</tr>");

  /** The line as the page shows it: without the tags that end it, too. */
  static String without(String line) {
    return withoutEntities(withoutEnd(line));
  }

  private static String withoutEnd(String line) {
    String rest = line;
    while (rest.endsWith(">")) {
      final String now = rest;
      final int end = AT_THE_END.stream()
          .filter(now::endsWith)
          .mapToInt(String::length)
          .findFirst()
          .orElse(0);
      if (end == 0) {
        return rest;
      }
      rest = rest.substring(0, rest.length() - end);
    }
    return rest;
  }

  private static String withoutEntities(String line) {
    final int first = line.indexOf('&');
    if (first < 0
        || (line.indexOf("&lt;", first) < 0
            && line.indexOf("&gt;", first) < 0
            && line.indexOf("&amp;", first) < 0
            && line.indexOf("&quot;", first) < 0)) {
      return line;
    }
    return line.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
  }
}
