package org.killpath.app.cli.command.machine;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.killpath.app.cli.option.Catalogue;
import org.killpath.app.kit.Playable;
import org.killpath.app.kit.Playables;
import org.killpath.app.kit.heard.Played;
import org.killpath.app.report.kernel.ComparedPlay;
import org.killpath.app.report.kernel.Likeness;
import org.killpath.app.report.kernel.PlayedTable;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

/** What was played, beside the cells of the model that it is compared with. */
final class Comparing {
  private static final String KTHREAD = "kthread";
  private static final String UPSTREAM = "upstream";

  private final Catalogue catalogue;
  private final List<Scenario> scenarios;
  private final List<Design> designs;
  private final Optional<String> wanted;
  private final Map<String, Scenario> texts = new HashMap<>();

  /**
   * @param own scripts of the user's
   * @param wanted the design that the kernel was built by, if the user says it
   * @throws org.killpath.app.cli.option.BadInput if there is no such design
   */
  Comparing(Catalogue catalogue, List<OrderingScript> own, Optional<String> wanted) {
    wanted.ifPresent(catalogue::design);
    own.forEach(script -> texts.put(
        key(script.id(), script.source().digest()), ScenarioCatalogue.of(script).get(0)));
    this.scenarios = catalogue.scenarios();
    this.catalogue = catalogue;
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
              .map(design -> new Cell(scenario, inVersion(design, one)))
              .forEach(
                  cell -> cells.putIfAbsent(key(scenario.id(), cell.design().id()), cell)));
    }
    return List.copyOf(cells.values());
  }

  /**
   * The table.
   *
   * @param results what the model shows, of some cells more than one
   */
  PlayedTable table(
      List<Played> played, List<String> faults, List<Result<Cell>> results, boolean all) {
    final Map<String, List<Result<Cell>>> byKey =
        results.stream().collect(Collectors.groupingBy(result -> key(result.subject())));
    return new PlayedTable(
        played.stream().map(one -> compared(one, byKey, expected(one))).toList(),
        faults,
        all ? Optional.of(likeness(played, byKey)) : Optional.empty(),
        method(results));
  }

  private static String key(String one, String other) {
    return one + " " + other;
  }

  private static String key(Cell cell) {
    return key(cell.scenario().key(), cell.design().id());
  }

  /** The ordering whose text was played: one of the user's, or of those that are packed. */
  private Optional<Scenario> scenario(Played played) {
    final String text = key(played.id(), played.digest());
    if (!texts.containsKey(text)) {
      Playables.packed(played.id())
          .map(Playable::script)
          .filter(script -> script.source().digest().equals(played.digest()))
          .flatMap(script -> named(script.id()))
          .ifPresent(scenario -> texts.put(text, scenario));
    }
    return Optional.ofNullable(texts.get(text));
  }

  private Optional<Scenario> named(String id) {
    return scenarios.stream().filter(scenario -> scenario.id().equals(id)).findFirst();
  }

  /** A design in the version of the kernel that played, if that is one that was read. */
  private Design inVersion(Design design, Played played) {
    return catalogue
        .space()
        .versionOf(played.kernel())
        .filter(
            version -> design instanceof EditedDesign edited && edited.version().isEmpty())
        .map(version -> catalogue.under(design, version))
        .orElse(design);
  }

  private String expected(Played played) {
    return wanted.orElse(played.workers().equals(KTHREAD) ? KTHREAD : UPSTREAM);
  }

  private ComparedPlay compared(
      Played played, Map<String, List<Result<Cell>>> results, String design) {
    return scenario(played)
        .map(scenario -> Optional.ofNullable(results.get(
                key(scenario.key(), inVersion(catalogue.design(design), played).id())))
            .map(shown -> nearest(played, shown))
            .orElseGet(() -> ComparedPlay.without(played, "the model was not run")))
        .orElseGet(() -> ComparedPlay.without(
            played,
            named(played.id()).isPresent()
                ? "another text than the one of that name that is known here; --orderings DIR takes"
                    + " in others"
                : "no ordering of that name is known here; --orderings DIR takes in others"));
  }

  /** Beside that of the results which is most like it; what never came to the ordering says nothing. */
  private static ComparedPlay nearest(Played played, List<Result<Cell>> results) {
    final List<Result<Cell>> reached =
        results.stream().filter(result -> result.schedules() > result.missed()).toList();
    return (reached.isEmpty() ? results : reached)
        .stream()
            .map(result -> ComparedPlay.of(played, result))
            .min(Comparator.comparing(ComparedPlay::answer)
                .thenComparingInt(compared -> compared.why().size()))
            .orElseThrow();
  }

  private Likeness likeness(List<Played> played, Map<String, List<Result<Cell>>> results) {
    final Map<String, List<ComparedPlay>> byDesign = new LinkedHashMap<>();
    for (Design design : designs) {
      byDesign.put(
          design.id(),
          played.stream().map(one -> compared(one, results, design.id())).toList());
    }
    return new Likeness(byDesign);
  }

  private static String method(List<Result<Cell>> results) {
    if (results.isEmpty()) {
      return "The model was not asked.";
    }
    final Map<String, List<Result<Cell>>> byStrategy = results.stream()
        .collect(Collectors.groupingBy(Result::strategy, LinkedHashMap::new, Collectors.toList()));
    final long proven = results.stream()
        .filter(result -> result.coverage() == Coverage.COMPLETE)
        .count();
    return byStrategy.entrySet().stream()
            .map(each -> "up to " + most(each.getValue()) + " each, " + each.getKey())
            .collect(Collectors.joining("; of those with more besides ", "The model: ", ""))
        + ", seed " + results.get(0).seed() + "; " + proven + " of "
        + results.stream().map(Result::subject).distinct().count()
        + " cells in all interleavings.";
  }

  private static String most(List<Result<Cell>> results) {
    final long most = results.stream().mapToLong(Result::schedules).max().orElse(0);
    return most == 1 ? "1 schedule" : most + " schedules";
  }
}
