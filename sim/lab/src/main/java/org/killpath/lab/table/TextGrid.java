package org.killpath.lab.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.killpath.engine.draw.Words;

/** A {@link Grid} as lines of plain text that fit a terminal. */
public final class TextGrid {
  private static final String GAP = "  ";

  /** An entry that is no longer than this stays on its line, however narrow the terminal is. */
  private static final int SHORT = 40;

  private final Grid grid;
  private final List<List<String>> header;
  private final int[] widths;

  public TextGrid(Grid grid) {
    this.grid = grid;
    this.widths = new int[grid.header().size()];
    for (List<List<String>> row : grid.rows()) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], widest(row.get(column)));
      }
    }
    this.header = new ArrayList<>();
    for (int column = 0; column < widths.length; column++) {
      final List<String> name = Words.wrapName(grid.header().get(column), widths[column]);
      header.add(name);
      widths[column] = Math.max(widths[column], widest(name));
    }
  }

  private static int widest(List<String> lines) {
    return lines.stream().mapToInt(String::length).max().orElse(0);
  }

  /**
   * As text at most {@code width} wide. If the columns do not fit side by side, they follow in
   * blocks below each other, the first column repeated in each; an entry that does not fit beside
   * the first column by itself is broken at its spaces.
   */
  public String render(int width) {
    final int room = Math.max(SHORT, width - widths[0] - GAP.length());
    return Arrays.stream(widths).skip(1).anyMatch(column -> column > room)
        ? new TextGrid(broken(room)).blocks(width)
        : blocks(width);
  }

  /** The same table, with no entry behind the first column wider than that if it can be broken. */
  private Grid broken(int room) {
    final List<List<List<String>>> rows = new ArrayList<>();
    for (List<List<String>> row : grid.rows()) {
      final List<List<String>> entries = new ArrayList<>();
      entries.add(row.get(0));
      for (List<String> entry : row.subList(1, row.size())) {
        entries.add(
            entry.stream().flatMap(line -> Words.wrap(line, room).stream()).toList());
      }
      rows.add(entries);
    }
    return new Grid(grid.header(), rows);
  }

  private String blocks(int width) {
    final StringBuilder out = new StringBuilder();
    int from = 1;
    do {
      final int to = lastThatFits(from, width);
      if (from > 1) {
        out.append('\n');
      }
      block(out, from, to);
      from = to;
    } while (from < widths.length);
    return out.toString();
  }

  /** The column after the last that fits beside the first one. */
  private int lastThatFits(int from, int width) {
    int used = widths[0];
    int column = from;
    while (column < widths.length
        && (column == from || used + GAP.length() + widths[column] <= width)) {
      used += GAP.length() + widths[column];
      column++;
    }
    return column;
  }

  private void block(StringBuilder out, int from, int to) {
    row(out, header, from, to);
    final List<List<String>> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add(List.of("-".repeat(width)));
    }
    row(out, rule, from, to);
    for (List<List<String>> row : grid.rows()) {
      row(out, row, from, to);
    }
  }

  private void row(StringBuilder out, List<List<String>> entries, int from, int to) {
    int height = entries.get(0).size();
    for (int column = from; column < to; column++) {
      height = Math.max(height, entries.get(column).size());
    }
    for (int line = 0; line < height; line++) {
      final StringBuilder text = new StringBuilder(padded(entries.get(0), line, widths[0]));
      for (int column = from; column < to; column++) {
        text.append(GAP).append(padded(entries.get(column), line, widths[column]));
      }
      out.append(text.toString().stripTrailing()).append('\n');
    }
  }

  private static String padded(List<String> lines, int line, int width) {
    final String text = line < lines.size() ? lines.get(line) : "";
    return text + " ".repeat(width - text.length());
  }
}
