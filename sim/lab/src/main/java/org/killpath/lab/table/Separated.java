package org.killpath.lab.table;

import java.util.List;

/** Parts below each other, a blank line between any two that are not of one list. */
abstract class Separated {
  final StringBuilder out = new StringBuilder();

  String of(List<Part> parts) {
    boolean inList = false;
    for (Part part : parts) {
      final boolean listed = part instanceof Part.Note || part instanceof Part.Term;
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

  private void render(Part part) {
    if (part instanceof Part.Warning warning) {
      warning(warning);
    } else if (part instanceof Part.Heading heading) {
      heading(heading);
    } else if (part instanceof Part.Paragraph paragraph) {
      paragraph(paragraph);
    } else if (part instanceof Part.Table table) {
      table(table);
    } else if (part instanceof Part.Note note) {
      note(note);
    } else if (part instanceof Part.Term term) {
      term(term);
    } else if (part instanceof Part.Names names) {
      names(names);
    } else if (part instanceof Part.Entry entry) {
      entry(entry);
    }
  }

  final void line(String words) {
    out.append(words).append('\n');
  }

  abstract void warning(Part.Warning warning);

  abstract void heading(Part.Heading heading);

  abstract void paragraph(Part.Paragraph paragraph);

  abstract void table(Part.Table table);

  abstract void note(Part.Note note);

  abstract void term(Part.Term term);

  abstract void names(Part.Names names);

  abstract void entry(Part.Entry entry);
}
