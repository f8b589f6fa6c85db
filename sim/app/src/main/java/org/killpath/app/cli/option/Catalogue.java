package org.killpath.app.cli.option;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

/** Finds orderings and designs by the names that a user types. */
public final class Catalogue {
  private final ScenarioCatalogue scenarios = ScenarioCatalogue.all();
  private final DesignCatalogue designs = DesignCatalogue.all();

  public List<Scenario> scenarios() {
    return scenarios.scenarios();
  }

  public List<Design> designs() {
    return designs.designs();
  }

  public Optional<Scenario> findScenario(String id) {
    return scenarios.find(id);
  }

  public Optional<Design> findDesign(String id) {
    return designs.find(id);
  }

  public Scenario scenario(String id) {
    return scenarios
        .find(id)
        .orElseThrow(
            () -> unknown("scenario", id, scenarios().stream().map(Scenario::id).toList()));
  }

  public Design design(String id) {
    return designs
        .find(id)
        .orElseThrow(
            () -> unknown("design", id, designs().stream().map(Design::id).toList()));
  }

  /** The cells of a table: the named rows and columns, or all where none are named. */
  public List<Cell> cells(List<String> scenarioIds, List<String> designIds) {
    final List<Cell> cells = new ArrayList<>();
    for (Scenario scenario : named(scenarioIds, this::scenario, scenarios())) {
      for (Design design : named(designIds, this::design, designs())) {
        cells.add(new Cell(scenario, design));
      }
    }
    return cells;
  }

  private static <T> Collection<T> named(
      List<String> ids, Function<String, T> find, Collection<T> all) {
    final Collection<T> found = new LinkedHashSet<>();
    ids.forEach(id -> found.add(find.apply(id.strip())));
    return found.isEmpty() ? all : found;
  }

  public static BadInput unknown(String kind, String typed, Collection<String> names) {
    return new BadInput("unknown " + kind + " '" + typed + "'"
        + Nearest.to(typed, names)
            .map(name -> "; did you mean " + name + "?")
            .orElse("; there are " + String.join(", ", names)));
  }
}
