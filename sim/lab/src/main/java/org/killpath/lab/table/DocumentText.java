package org.killpath.lab.table;

import java.util.Locale;
import org.killpath.engine.draw.Words;
import org.killpath.lab.table.Piece.Item;

/** A document for a terminal. */
final class DocumentText extends Separated {
  private static final String INDENT = "  ";
  private static final int LABEL = 14;

  private final int width;

  DocumentText(int width) {
    this.width = width;
  }

  @Override
  void warning(Piece.Warning warning) {
    line(warning.words());
  }

  @Override
  void heading(Piece.Heading heading) {
    Words.wrap(heading.words(), width).forEach(this::line);
  }

  @Override
  void paragraph(Piece.Paragraph paragraph) {
    words(paragraph.words(), paragraph.whole());
  }

  @Override
  void table(Piece.Table table) {
    out.append(table.text().render(width));
  }

  @Override
  void note(Piece.Note note) {
    words(note.words(), note.whole());
  }

  private void words(String words, boolean whole) {
    if (whole) {
      line(words);
    } else {
      Words.wrap(words, width).forEach(this::line);
    }
  }

  @Override
  void term(Piece.Term term) {
    line(String.format(Locale.ROOT, "  %-14s %s", term.term(), term.meaning()));
    term.details().forEach(detail -> line(INDENT + INDENT + detail));
  }

  @Override
  void names(Piece.Names names) {
    line(names.title());
    names.names().forEach(name -> line(INDENT + name));
  }

  @Override
  void entry(Piece.Entry entry) {
    line(entry.title());
    entry.headline().ifPresent(words -> line("  => " + words));
    entry.items().forEach(this::item);
  }

  private void item(Item item) {
    if (item instanceof Item.Remark remark) {
      Words.wrap(remark.words(), width - INDENT.length()).forEach(part -> line(INDENT + part));
    } else if (item instanceof Item.Line said) {
      line(INDENT.repeat(1 + said.depth()) + said.words());
    } else if (item instanceof Item.Labelled labelled) {
      String label = labelled.label();
      for (String words : labelled.lines()) {
        line(INDENT + label + " ".repeat(Math.max(1, LABEL - label.length())) + words);
        label = "";
      }
    } else if (item instanceof Item.Token token) {
      line(INDENT + "replay" + " ".repeat(LABEL - "replay".length()) + token.token());
      line(INDENT + " ".repeat(LABEL) + token.words());
    }
  }
}
