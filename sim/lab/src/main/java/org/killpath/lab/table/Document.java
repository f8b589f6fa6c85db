package org.killpath.lab.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a report says, part after part, said once for all forms: as text, as Markdown and
 * as a plain page here, and in whatever other form somebody renders {@link #parts}.
 */
public final class Document {
  private final List<Piece> parts = new ArrayList<>();

  /** In order. */
  public List<Piece> parts() {
    return List.copyOf(parts);
  }

  public Document add(Piece part) {
    parts.add(part);
    return this;
  }

  public Document addAll(Collection<? extends Piece> more) {
    parts.addAll(more);
    return this;
  }

  public Document warning(Optional<String> words) {
    words.ifPresent(said -> parts.add(new Piece.Warning(said)));
    return this;
  }

  public Document heading(String words) {
    return add(new Piece.Heading(words));
  }

  public Document paragraph(String words) {
    return add(new Piece.Paragraph(words, false));
  }

  /** A paragraph that is one line of text, however narrow the terminal is. */
  public Document sentence(String words) {
    return add(new Piece.Paragraph(words, true));
  }

  /** Leaves out a table without rows. */
  public Document table(Grid grid) {
    return grid.rows().isEmpty() ? this : add(new Piece.Table(grid));
  }

  public Document notes(List<String> notes) {
    notes.forEach(note -> parts.add(new Piece.Note(note, false)));
    return this;
  }

  /** Notes that are one line of text each, however narrow the terminal is. */
  public Document lines(List<String> notes) {
    notes.forEach(note -> parts.add(new Piece.Note(note, true)));
    return this;
  }

  /** As plain text for a terminal that is {@code width} wide. */
  public String text(int width) {
    return new DocumentText(width).of(parts);
  }

  public String markdown() {
    return new DocumentMarkdown().of(parts);
  }

  /** As a page of its own, plain: no script, no other file. */
  public String html(String title) {
    return DocumentHtml.page(title, parts);
  }
}
