package org.killpath.lab.table;

import java.util.Locale;
import org.killpath.lab.table.Piece.Item;

/** A document as Markdown. */
final class DocumentMarkdown extends Separated {

  @Override
  void warning(Piece.Warning warning) {
    line("**" + Grid.escaped(warning.words()) + "**");
  }

  @Override
  void heading(Piece.Heading heading) {
    line("## " + Grid.escaped(heading.words()));
  }

  @Override
  void paragraph(Piece.Paragraph paragraph) {
    line(Grid.escaped(paragraph.words()));
  }

  @Override
  void table(Piece.Table table) {
    table.preface().ifPresent(words -> line(Grid.escaped(words) + "\n"));
    out.append(table.grid().markdown());
  }

  @Override
  void note(Piece.Note note) {
    line("- " + Grid.escaped(note.words()));
  }

  @Override
  void term(Piece.Term term) {
    final String name = term.literal() ? code(term.term()) : Grid.escaped(term.term());
    line("- " + name + ": " + Grid.escaped(term.meaning()));
    term.details().forEach(detail -> line("  - " + Grid.escaped(detail)));
  }

  @Override
  void names(Piece.Names names) {
    final String title =
        names.title().substring(0, 1).toUpperCase(Locale.ROOT) + names.title().substring(1);
    line(title + ": " + Grid.escaped(String.join(", ", names.names())) + ".");
  }

  @Override
  void entry(Piece.Entry entry) {
    line("#".repeat(entry.level()) + " " + Grid.escaped(entry.title()));
    line("");
    entry.headline().ifPresent(words -> line(Grid.escaped(words) + "\n"));
    entry.items().forEach(this::item);
  }

  private void item(Item item) {
    if (item instanceof Item.Remark remark) {
      line("- " + Grid.escaped(remark.words()));
    } else if (item instanceof Item.Line said) {
      line("  ".repeat(said.depth()) + "- " + Grid.escaped(said.words()));
    } else if (item instanceof Item.Labelled labelled) {
      line("- " + Grid.escaped(labelled.label()));
      labelled.lines().forEach(words -> line("  - " + Grid.escaped(words.strip())));
    } else if (item instanceof Item.Token token) {
      line("- replay: " + code(token.token()) + ", " + Grid.escaped(token.words()));
    }
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
