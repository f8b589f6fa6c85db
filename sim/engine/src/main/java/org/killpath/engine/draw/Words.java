package org.killpath.engine.draw;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines. */
public final class Words {
  private Words() {}

  /** Lines at most {@code width} wide, broken at spaces; a longer word stands alone. */
  public static List<String> wrap(String text, int width) {
    return wrap(text, width, " ");
  }

  /** The same for a name, which may be broken behind its hyphens, too. */
  public static List<String> wrapName(String name, int width) {
    return wrap(name, width, " -/");
  }

  private static List<String> wrap(String text, int width, String breaks) {
    final List<String> lines = new ArrayList<>();
    final StringBuilder line = new StringBuilder();
    for (String piece : pieces(text, breaks)) {
      if (line.length() > 0 && line.length() + piece.stripTrailing().length() > width) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
      }
      line.append(piece);
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  private static List<String> pieces(String text, String breaks) {
    final List<String> pieces = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (breaks.indexOf(text.charAt(i)) >= 0) {
        pieces.add(text.substring(start, i + 1));
        start = i + 1;
      }
    }
    pieces.add(text.substring(start));
    return pieces;
  }
}
