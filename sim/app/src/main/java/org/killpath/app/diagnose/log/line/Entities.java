package org.killpath.app.diagnose.log.line;

import java.util.List;

/** What a page makes of the characters that it cannot show as they are, where its source was copied. */
final class Entities {
  private record Entity(String written, byte shown) {}

  private static final List<Entity> ALL = List.of(
      new Entity("&lt;", (byte) '<'),
      new Entity("&gt;", (byte) '>'),
      new Entity("&quot;", (byte) '"'),
      new Entity("&nbsp;", (byte) ' '),
      new Entity("&amp;", (byte) '&'));

  private Entities() {}

  /** Where the line ends when its bytes are what the page shows. */
  static int shown(byte[] line, int from, int to) {
    final int first = firstOf(line, from, to);
    return first == to ? to : withoutEntities(line, first, to);
  }

  private static int firstOf(byte[] line, int from, int to) {
    int at = from;
    while (at < to && line[at] != '&') {
      at++;
    }
    return at;
  }

  private static int withoutEntities(byte[] line, int from, int to) {
    int kept = from;
    int at = from;
    while (at < to) {
      final int length = line[at] == '&' ? lengthOfEntity(line, at, to) : 0;
      if (length == 0) {
        line[kept++] = line[at++];
      } else {
        line[kept++] = shownBy(line, at, to);
        at += length;
      }
    }
    return kept;
  }

  private static int lengthOfEntity(byte[] line, int at, int to) {
    return ALL.stream()
        .filter(entity -> Words.isAt(line, at, to, entity.written))
        .mapToInt(entity -> entity.written.length())
        .findFirst()
        .orElse(0);
  }

  private static byte shownBy(byte[] line, int at, int to) {
    return ALL.stream()
        .filter(entity -> Words.isAt(line, at, to, entity.written))
        .map(Entity::shown)
        .findFirst()
        .orElseThrow();
  }
}
