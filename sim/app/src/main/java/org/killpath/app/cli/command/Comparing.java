package org.killpath.app.cli.command;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.app.kit.Playables;
import org.killpath.app.kit.heard.Played;
import org.killpath.app.report.kernel.ComparedPlay;
import org.killpath.app.report.kernel.Likeness;
import org.killpath.app.report.kernel.PlayedTable;
import org.killpath.engine.explore.Result;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

/** What was played, beside the cells of the model that it is compared with. */
final class Comparing {
  private static final String KTHREAD = "kthread";
  private static final String UPSTREAM = "upstream";

  private final List<Scenario> scenarios;
  private final List<Design> designs;
  private final Optional<String> wanted;
  private final Map<String, Optional<String>> digests = new HashMap<>();

  /**
   * @param wanted the design that the kernel was built by, if the user says it
   * @throws org.killpath.app.cli.option.BadInput if there is no such design
   */
  Comparing(Catalogue catalogue, Optional<String> wanted) {
    wanted.ifPresent(catalogue::design);
    this.scenarios = catalogue.scenarios();
    this.designs = catalogue.designs();
    this.wanted = wanted;
  }

  /** What the model has to be asked: under one design, or under {@code all}. */
  List<Cell> cells(List<Played> played, boolean all) {
    final Map<String, Cell> cells = new LinkedHashMap<>();
    for (Played one : played) {
      scenario(one)
          .ifPresent(scenario -> designs.stream()
              .filter(design -> all || design.id().equals(expected(one)))
              .map(design -> new Cell(scenario, design))
              .forEach(
                  cell -> cells.putIfAbsent(key(scenario.id(), cell.design().id()), cell)));
    }
    return List.copyOf(cells.values());
  }

  PlayedTable table(
      List<Played> played, List<String> faults, List<Result<Cell>> results, boolean all) {
    final Map<String, Result<Cell>> byKey = new HashMap<>();
    results.forEach(result -> byKey.put(
        key(result.subject().scenario().id(), result.subject().design().id()), result));
    return new PlayedTable(
        played.stream().map(one -> compared(one, byKey, expected(one))).toList(),
        faults,
        all ? Optional.of(likeness(played, byKey)) : Optional.empty(),
        method(results));
  }

  private static String key(String scenario, String design) {
    return scenario + " " + design;
  }

  /** The catalogue's ordering of that name, if it was its text that was played. */
  private Optional<Scenario> scenario(Played played) {
    return isKnownText(played) ? named(played.id()) : Optional.empty();
  }

  private Optional<Scenario> named(String id) {
    return scenarios.stream().filter(scenario -> scenario.id().equals(id)).findFirst();
  }

  private boolean isKnownText(Played played) {
    return digests
        .computeIfAbsent(
            played.id(),
            id -> Playables.packed(id).map(known -> known.script().source().digest()))
        .filter(played.digest()::equals)
        .isPresent();
  }

  private String expected(Played played) {
    return wanted.orElse(played.workers().equals(KTHREAD) ? KTHREAD : UPSTREAM);
  }

  private ComparedPlay compared(Played played, Map<String, Result<Cell>> results, String design) {
    if (scenario(played).isEmpty()) {
      return ComparedPlay.without(
          played,
          named(played.id()).isPresent()
              ? "another text than the one of that name that is known here"
              : "no ordering of that name is known here");
    }
    return Optional.ofNullable(results.get(key(played.id(), design)))
        .map(result -> ComparedPlay.of(played, result))
        .orElseGet(() -> ComparedPlay.without(played, "the model was not run"));
  }

  private Likeness likeness(List<Played> played, Map<String, Result<Cell>> results) {
    final Map<String, List<ComparedPlay>> byDesign = new LinkedHashMap<>();
    for (Design design : designs) {
      byDesign.put(
          design.id(),
          played.stream().map(one -> compared(one, results, design.id())).toList());
    }
    return new Likeness(byDesign);
  }

  private static String method(List<Result<Cell>> results) {
    final long most = results.stream().mapToLong(Result::schedules).max().orElse(0);
    return results.isEmpty()
        ? "The model was not asked."
        : "The model: up to " + most + " schedules each, " + results.get(0).strategy() + ", seed "
            + results.get(0).seed() + ".";
  }
}
