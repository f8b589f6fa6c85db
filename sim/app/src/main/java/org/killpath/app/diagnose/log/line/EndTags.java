package org.killpath.app.diagnose.log.line;

import java.util.List;

/** Takes off what ends a line in the source of a page. */
final class EndTags {
  private static final List<String> TAGS = List.of(
      "<br>", "<br/>", "<br />", "</pre>", "</code>", "</span>", "</div>", "</p>", "</li>", "</td>",
      "</tr>");

  private EndTags() {}

  /** Where the line ends without them. */
  static int removed(byte[] line, int from, int to) {
    int end = to;
    while (end > from && line[end - 1] == '>') {
      final int length = lengthOfTag(line, from, end);
      if (length == 0) {
        return end;
      }
      end -= length;
    }
    return end;
  }

  private static int lengthOfTag(byte[] line, int from, int end) {
    return TAGS.stream()
        .filter(tag -> end - tag.length() >= from)
        .filter(tag -> Words.isAt(line, end - tag.length(), end, tag))
        .mapToInt(String::length)
        .findFirst()
        .orElse(0);
  }
}
