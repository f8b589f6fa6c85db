package org.killpath.lab.table;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.killpath.lab.table.Piece.Item;

/** A document as a page that needs no other file, no network and no script. */
final class DocumentHtml extends Separated {
  private static final String STYLE = """
      :root { color-scheme: light dark; }
      body { font: 15px/1.45 system-ui, sans-serif; margin: 1.5rem; }
      p { max-width: 75rem; margin: .35rem 0; }
      .warning { font-weight: bold; }
      .wide { overflow: auto; max-height: 85vh; border: 1px solid; margin: 1rem 0; }
      table { border-collapse: collapse; font-size: 12px; }
      th, td { border: 1px solid color-mix(in srgb, currentColor 25%, transparent);
        padding: .2rem .4rem; text-align: left; vertical-align: top; white-space: nowrap; }
      th { background: Canvas; position: sticky; }
      thead th { top: 0; z-index: 2; }
      tbody th { left: 0; z-index: 1; }
      thead th:first-child { left: 0; z-index: 3; }
      """;

  /** The whole page. */
  static String page(String title, List<Piece> parts) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\""
        + " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<title>" + escaped(title) + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n"
        + "<body>\n<h1>" + escaped(title) + "</h1>\n" + new DocumentHtml().of(parts)
        + "</body>\n</html>\n";
  }

  @Override
  void warning(Piece.Warning warning) {
    line("<p class=\"warning\">" + escaped(warning.words()) + "</p>");
  }

  @Override
  void heading(Piece.Heading heading) {
    line("<h2>" + escaped(heading.words()) + "</h2>");
  }

  @Override
  void paragraph(Piece.Paragraph paragraph) {
    said(paragraph.words());
  }

  private void said(String words) {
    line("<p>" + escaped(words) + "</p>");
  }

  @Override
  void table(Piece.Table table) {
    table.preface().ifPresent(this::said);
    line("<div class=\"wide\" tabindex=\"0\"><table>");
    line("<thead><tr>"
        + table.grid().header().stream()
            .map(name -> "<th scope=\"col\">" + escaped(name) + "</th>")
            .collect(Collectors.joining())
        + "</tr></thead>");
    line("<tbody>");
    table.grid().rows().forEach(this::row);
    line("</tbody></table></div>");
  }

  private void row(List<List<String>> row) {
    line("<tr><th scope=\"row\">" + entry(row.get(0)) + "</th>"
        + row.stream()
            .skip(1)
            .map(lines -> "<td>" + entry(lines) + "</td>")
            .collect(Collectors.joining())
        + "</tr>");
  }

  private static String entry(List<String> lines) {
    return lines.stream().map(DocumentHtml::escaped).collect(Collectors.joining("<br>"));
  }

  @Override
  void note(Piece.Note note) {
    said(note.words());
  }

  @Override
  void term(Piece.Term term) {
    line("<p><code>" + escaped(term.term()) + "</code> " + escaped(term.meaning()) + "</p>");
    term.details().forEach(this::said);
  }

  @Override
  void names(Piece.Names names) {
    said(names.title() + ": " + String.join(", ", names.names()) + ".");
  }

  @Override
  void entry(Piece.Entry entry) {
    final String tag = String.format(Locale.ROOT, "h%d", entry.level());
    line("<" + tag + ">" + escaped(entry.title()) + "</" + tag + ">");
    entry.headline().ifPresent(this::said);
    entry.items().forEach(this::item);
  }

  private void item(Item item) {
    if (item instanceof Item.Remark remark) {
      said(remark.words());
    } else if (item instanceof Item.Line words) {
      said(words.words());
    } else if (item instanceof Item.Labelled labelled) {
      said(labelled.label());
      line("<pre>" + entry(labelled.lines()) + "</pre>");
    } else if (item instanceof Item.Token token) {
      line("<p>replay: <code>" + escaped(token.token()) + "</code>, " + escaped(token.words())
          + "</p>");
    }
  }

  /** Text that a browser shows as it is. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
