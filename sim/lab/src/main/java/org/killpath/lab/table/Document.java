package org.killpath.lab.table;

import java.util.ArrayList;
import java.util.List;

/** Paragraphs, tables and notes, one below the other, to be printed as text or as Markdown. */
public final class Document {
  private sealed interface Part {}

  private record Paragraph(String words) implements Part {}

  private record Table(Grid grid) implements Part {}

  private record Note(String words) implements Part {}

  private final List<Part> parts = new ArrayList<>();

  public Document paragraph(String words) {
    parts.add(new Paragraph(words));
    return this;
  }

  /** Leaves out a table without rows. */
  public Document table(Grid grid) {
    if (!grid.rows().isEmpty()) {
      parts.add(new Table(grid));
    }
    return this;
  }

  public Document notes(List<String> notes) {
    notes.forEach(note -> parts.add(new Note(note)));
    return this;
  }

  public String text(int width) {
    final StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Table table) {
        out.append(new TextGrid(table.grid()).render(width)).append('\n');
      } else if (part instanceof Paragraph paragraph) {
        lines(out, paragraph.words(), width);
        out.append('\n');
      } else if (part instanceof Note note) {
        lines(out, note.words(), width);
      }
    }
    return out.toString();
  }

  private static void lines(StringBuilder out, String words, int width) {
    Words.wrap(words, width).forEach(line -> out.append(line).append('\n'));
  }

  public String markdown() {
    final StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Table table) {
        out.append(table.grid().markdown()).append('\n');
      } else if (part instanceof Paragraph paragraph) {
        out.append(Grid.escaped(paragraph.words())).append("\n\n");
      } else if (part instanceof Note note) {
        out.append("- ").append(Grid.escaped(note.words())).append('\n');
      }
    }
    return out.toString();
  }
}
