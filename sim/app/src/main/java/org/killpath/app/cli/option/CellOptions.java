package org.killpath.app.cli.option;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.killpath.app.cli.option.Converters.NameList;
import org.killpath.lab.cell.Cell;
import picocli.CommandLine.Option;

/** Which cells: all, unless rows or columns are named. */
public final class CellOptions {
  @Option(
      names = "--scenarios",
      paramLabel = "ID",
      description = "Only these orderings, the rows (default: all).",
      converter = Converters.Names.class)
  private List<NameList> scenarios = new ArrayList<>();

  @Option(
      names = "--designs",
      paramLabel = "ID",
      description = "Only these designs, the columns (default: all).",
      converter = Converters.Names.class)
  private List<NameList> designs = new ArrayList<>();

  public List<Cell> of(Session session) {
    return session.catalogue().cells(NameList.all(scenarios), NameList.all(designs));
  }

  /** The same with other rows or columns where none are named. */
  public List<Cell> of(Session session, Collection<String> rows, Collection<String> columns) {
    return session
        .catalogue()
        .cells(
            scenarios.isEmpty() ? List.copyOf(rows) : NameList.all(scenarios),
            designs.isEmpty() ? List.copyOf(columns) : NameList.all(designs));
  }
}
