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
        .filter(tag -> isAt(line, from, end - tag.length(), tag))
        .mapToInt(String::length)
        .findFirst()
        .orElse(0);
  }

  private static boolean isAt(byte[] line, int from, int start, String tag) {
    if (start < from) {
      return false;
    }
    for (int i = 0; i < tag.length(); i++) {
      if (line[start + i] != tag.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
