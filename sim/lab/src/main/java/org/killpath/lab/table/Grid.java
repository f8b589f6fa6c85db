package org.killpath.lab.table;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table of texts; each entry may have several lines. The first column names the rows.
 *
 * @param header one entry for each column
 * @param rows as many entries in each as the header has
 */
public record Grid(List<String> header, List<List<List<String>>> rows) {
  private static final Pattern EDGE_UNDERSCORE =
      Pattern.compile("(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])");

  public Grid {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
    for (List<List<String>> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(row.size() + " entries in " + header.size());
      }
    }
  }

  /** As a Markdown table. */
  public String markdown() {
    final StringBuilder out = new StringBuilder();
    out.append(markdownRow(header)).append('\n');
    out.append(markdownRow(header.stream().map(name -> "---").toList())).append('\n');
    for (List<List<String>> row : rows) {
      out.append(markdownRow(row.stream().map(Grid::markdownEntry).toList())).append('\n');
    }
    return out.toString();
  }

  private static String markdownRow(List<String> entries) {
    return entries.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String markdownEntry(List<String> lines) {
    return lines.stream().map(Grid::escaped).collect(Collectors.joining("<br>"));
  }

  /** Text that Markdown shows as it is; an underscore inside a word means nothing to it. */
  public static String escaped(String text) {
    return EDGE_UNDERSCORE
        .matcher(text.replace("\\", "\\\\"))
        .replaceAll("\\\\_")
        .replace("|", "\\|")
        .replace("<", "&lt;")
        .replace("*", "\\*")
        .replace("`", "\\`");
  }
}
