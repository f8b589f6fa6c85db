package org.killpath.app.diagnose.log.line;

import java.util.ArrayList;
import java.util.List;

/** A line of a table, cut into its fields: with quotes, or between the bars of Markdown. */
final class Row {
  private final List<String> fields = new ArrayList<>();
  private boolean open;

  Row(String text, char separator) {
    if (separator == '|') {
      cutBars(text);
    } else {
      cut(text, separator);
    }
  }

  int size() {
    return fields.size();
  }

  /** Empty if there are not so many. */
  String field(int index) {
    return index >= 0 && index < fields.size() ? fields.get(index) : "";
  }

  /** Does the last field begin with a quote and not end? */
  boolean isOpen() {
    return open;
  }

  private void cut(String text, char separator) {
    int at = 0;
    while (at <= text.length()) {
      if (at < text.length() && text.charAt(at) == '"') {
        at = quoted(text, at + 1);
        final int next = text.indexOf(separator, at);
        at = next < 0 ? text.length() + 1 : next + 1;
      } else {
        final int next = text.indexOf(separator, at);
        final int end = next < 0 ? text.length() : next;
        fields.add(text.substring(at, end));
        at = end + 1;
      }
    }
  }

  /** The place behind the closing quote. */
  private int quoted(String text, int from) {
    final StringBuilder field = new StringBuilder();
    int at = from;
    while (at < text.length()) {
      final char c = text.charAt(at);
      if (c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
        at++;
      } else if (c == '"') {
        fields.add(field.toString());
        return at + 1;
      }
      field.append(c);
      at++;
    }
    open = true;
    fields.add(field.toString());
    return at;
  }

  private void cutBars(String text) {
    final String line = text.strip();
    final StringBuilder field = new StringBuilder();
    for (int i = line.startsWith("|") ? 1 : 0; i < line.length(); i++) {
      final char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length() && "|<>_*`#[]".indexOf(line.charAt(i + 1)) >= 0) {
        i++;
        field.append(line.charAt(i));
      } else if (c == '|') {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (!field.toString().isBlank()) {
      fields.add(field.toString().strip());
    }
  }
}
