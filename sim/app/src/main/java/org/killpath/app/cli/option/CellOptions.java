package org.killpath.app.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.killpath.app.cli.option.Converters.NameList;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.scenario.Scenario;
import picocli.CommandLine.Mixin;
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

  @Mixin
  private OrderingFiles files;

  @Option(
      names = "--orderings",
      paramLabel = "DIR",
      description = "Take in the orderings of all files in this folder that end in .yaml; they are"
          + " the rows, unless --scenarios names others.")
  private Optional<Path> folder = Optional.empty();

  public List<Cell> of(Session session) {
    return of(session, List.of(), List.of());
  }

  /** The same with other rows or columns where none are named. */
  public List<Cell> of(Session session, Collection<String> rows, Collection<String> columns) {
    final Catalogue catalogue = session.catalogue();
    files.in(catalogue);
    final List<String> own = folder.map(name -> OrderingFiles.in(catalogue, name)).stream()
        .flatMap(given -> given.stream().map(Scenario::id))
        .toList();
    return catalogue.cells(
        scenarios.isEmpty() ? (own.isEmpty() ? List.copyOf(rows) : own) : NameList.all(scenarios),
        designs.isEmpty() ? List.copyOf(columns) : NameList.all(designs));
  }
}
