package org.killpath.lab.table;

import org.killpath.lab.vhost.Parts;

import java.util.List;

/** Parts below each other, a blank line between any two that are not of one list. */
abstract class Separated {
  final StringBuilder out = new StringBuilder();

  String of(List<Piece> parts) {
    boolean inList = false;
    for (Piece part : parts) {
      final boolean listed = part instanceof Piece.Note || part instanceof Piece.Term;
      if (!out.isEmpty() && !(inList && listed) && !endsBlank()) {
        out.append('\n');
      }
      render(part);
      inList = listed;
    }
    return out.toString();
  }

  private boolean endsBlank() {
    return out.length() > 1 && out.substring(out.length() - 2).equals("\n\n");
  }

  private void render(Piece part) {
    if (part instanceof Piece.Warning warning) {
      warning(warning);
    } else if (part instanceof Piece.Heading heading) {
      heading(heading);
    } else if (part instanceof Piece.Paragraph paragraph) {
      paragraph(paragraph);
    } else if (part instanceof Piece.Table table) {
      table(table);
    } else if (part instanceof Piece.Note note) {
      note(note);
    } else if (part instanceof Piece.Term term) {
      term(term);
    } else if (part instanceof Piece.Names names) {
      names(names);
    } else if (part instanceof Piece.Entry entry) {
      entry(entry);
    }
  }

  final void line(String words) {
    out.append(words).append('\n');
  }

  abstract void warning(Piece.Warning warning);

  abstract void heading(Piece.Heading heading);

  abstract void paragraph(Piece.Paragraph paragraph);

  abstract void table(Piece.Table table);

  abstract void note(Piece.Note note);

  abstract void term(Piece.Term term);

  abstract void names(Piece.Names names);

  abstract void entry(Piece.Entry entry);
}
