package org.killpath.app.report.letter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.killpath.lab.table.Grid;
import org.killpath.lab.table.OutcomeTable;
import org.killpath.lab.table.TableCell;
import org.killpath.lab.table.TextGrid;

/** The outcome table cut to what a mail has room for: rows that say the same are one row. */
final class LetterTable {
  private LetterTable() {}

  static String text(OutcomeTable table) {
    final boolean designsDown = table.designs().size() >= table.scenarios().size();
    final List<String> rows = designsDown ? table.designs() : table.scenarios();
    final List<String> columns = designsDown ? table.scenarios() : table.designs();
    final Map<List<List<String>>, List<String>> alike = new LinkedHashMap<>();
    for (String row : rows) {
      final List<List<String>> cells = columns.stream()
          .map(column -> designsDown ? lines(table, column, row) : lines(table, row, column))
          .toList();
      alike.computeIfAbsent(cells, unseen -> new ArrayList<>()).add(row);
    }
    final List<String> header = new ArrayList<>();
    header.add(designsDown ? "design" : "ordering");
    header.addAll(columns);
    final List<List<List<String>>> body = new ArrayList<>();
    alike.forEach((cells, names) -> {
      final List<List<String>> line = new ArrayList<>();
      line.add(names);
      line.addAll(cells);
      body.add(line);
    });
    return new TextGrid(new Grid(header, body)).render(Paper.WIDTH);
  }

  private static List<String> lines(OutcomeTable table, String scenario, String design) {
    return table.cell(scenario, design).map(TableCell::lines).orElse(List.of("-"));
  }
}
