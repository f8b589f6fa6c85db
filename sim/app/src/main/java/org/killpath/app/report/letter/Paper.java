package org.killpath.app.report.letter;

import java.util.List;
import org.killpath.engine.draw.Words;

/** Plain text that no mail program has to break: 72 columns. */
final class Paper {
  static final int WIDTH = 72;

  private final StringBuilder text = new StringBuilder();

  /** A title, with a line below it. */
  void title(String title) {
    blank();
    line(title);
    line("-".repeat(title.length()));
  }

  void line(String words) {
    text.append(words.stripTrailing()).append('\n');
  }

  /** An empty line, unless there is one. */
  void blank() {
    if (text.length() > 0 && !text.toString().endsWith("\n\n")) {
      text.append('\n');
    }
  }

  void paragraph(String words) {
    wrapped("", "", words);
  }

  /** The first line begins with {@code first}, the others with {@code next}. */
  void wrapped(String first, String next, String words) {
    String begin = first;
    for (String part : Words.wrap(words, WIDTH - Math.max(first.length(), next.length()))) {
      for (String piece : cut(part, WIDTH - begin.length())) {
        line(begin + piece);
        begin = next;
      }
    }
  }

  /** A word that is too long is cut: white space in a token does no harm. */
  private static List<String> cut(String word, int width) {
    return word.length() <= width
        ? List.of(word)
        : java.util.stream.IntStream.range(0, (word.length() + width - 1) / width)
            .mapToObj(i -> word.substring(i * width, Math.min(word.length(), (i + 1) * width)))
            .toList();
  }

  /** Lines that are laid out already. */
  void verbatim(String lines) {
    lines.lines().forEach(this::line);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
