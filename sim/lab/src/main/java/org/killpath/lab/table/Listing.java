package org.killpath.lab.table;

import java.util.ArrayList;
import java.util.List;
import org.killpath.engine.draw.Words;

/** Lines and sentences below each other, indented: rows that are too wide to be a text's table. */
public final class Listing implements Piece.TextForm {
  private record Line(String indent, String words, boolean whole) {}

  private final List<Line> lines = new ArrayList<>();

  /** Words that are broken where the line ends. */
  public Listing wrapped(String indent, String words) {
    lines.add(new Line(indent, words, false));
    return this;
  }

  /** Words that are never broken, such as a token. */
  public Listing whole(String indent, String words) {
    lines.add(new Line(indent, words, true));
    return this;
  }

  public Listing blank() {
    return whole("", "");
  }

  @Override
  public String render(int width) {
    final StringBuilder out = new StringBuilder();
    for (Line line : lines) {
      final List<String> parts = line.whole()
          ? List.of(line.words())
          : Words.wrap(line.words(), width - line.indent().length());
      parts.forEach(part -> out.append(line.indent()).append(part).append('\n'));
    }
    return out.toString();
  }
}
