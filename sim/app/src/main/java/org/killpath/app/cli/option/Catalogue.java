package org.killpath.app.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.killpath.engine.search.Strategies;
import org.killpath.lab.campaign.code.OwnClass;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.design.edit.BadSum;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.design.edit.Version;
import org.killpath.lab.ordering.OrderingScript;
import org.killpath.lab.ordering.yaml.ScriptFile;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

/**
 * Finds orderings and designs by the names that a user types. Where an ordering is named, the name of
 * its file does as well.
 */
public final class Catalogue {
  private ScenarioCatalogue scenarios = ScenarioCatalogue.all();
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

  /** The ordering of that id, or in the file of that name. */
  public Scenario scenario(String id) {
    if (OrderingFiles.isMeant(id, scenarios.find(id).isPresent())) {
      return add(Path.of(id)).get(0);
    }
    return scenarios.find(id).orElseThrow(() -> noScenario(id));
  }

  /** Why there is no ordering of that name. */
  private BadInput noScenario(String id) {
    final int mark = id.indexOf(Scenario.DIGEST);
    if (mark > 0) {
      final String plain = id.substring(0, mark);
      return new BadInput("the ordering " + plain
          + (scenarios.find(plain).isPresent()
              ? " is another text here: the digest of the one that is meant begins "
                  + id.substring(mark + 1)
              : " stands in a file of somebody's: name it with --ordering FILE"));
    }
    return findDesign(id).isPresent()
        ? new BadInput("'" + id + "' is a design, and no ordering")
        : unknown(
            "ordering",
            id,
            scenarios().stream().map(Scenario::id).toList(),
            "list names those there are");
  }

  /**
   * Takes in the ordering of a file, and its raced twin.
   *
   * @throws BadInput if it cannot be read
   * @throws org.killpath.lab.ordering.BadScript if it is no ordering, or its id is taken
   */
  public List<Scenario> add(Path file) {
    final OrderingScript script = UserFile.use(file, ScriptFile::read);
    final List<Scenario> given = ScenarioCatalogue.of(script);
    final String key = given.get(0).key();
    if (scenarios.find(script.id()).filter(known -> known.key().equals(key)).isEmpty()) {
      scenarios = scenarios.with(script);
    }
    return given;
  }

  public Design design(String id) {
    return designs.find(id).orElseThrow(() -> noDesign(id));
  }

  /** Why there is no design of that name: it, or a part of a sum, is unknown, or the set is none. */
  private BadInput noDesign(String id) {
    final DesignSpace space = designs.space();
    final boolean sum = id.contains(DesignSpace.PLUS);
    if (!sum && space.edit(id).isEmpty()) {
      return scenarios.find(id).isPresent()
          ? new BadInput("'" + id + "' is an ordering, and no design")
          : unknownDesign(id, space);
    }
    for (String word : id.split(Pattern.quote(DesignSpace.PLUS), -1)) {
      if (!space.words().contains(word.strip())) {
        return designs.find(word.strip()).isPresent()
            ? new BadInput(word.strip() + " is a class of its own, to which no edits can be added")
            : unknown("edit", word.strip(), space.words());
      }
    }
    try {
      space.parse(id);
    } catch (BadSum reason) {
      return new BadInput("'" + id + "' is no design: " + reason.getMessage());
    }
    throw new IllegalStateException(id + " is a design");
  }

  /** It may have been meant to be a design, a set that has a name, or an edit. */
  private BadInput unknownDesign(String id, DesignSpace space) {
    final Set<String> names = new LinkedHashSet<>();
    designs().forEach(design -> names.add(design.id()));
    names.addAll(space.words());
    return unknown(
        "design",
        id,
        names,
        "list names those there are, and list --edits what others are made of");
  }

  /** The kernel version of that name. */
  public Version version(String id) {
    return space()
        .version(id)
        .orElseThrow(() -> new BadInput("unknown kernel version '" + id + "'; known are "
            + space().versions().stream().map(Version::id).collect(Collectors.joining(", "))));
  }

  /** {@code design} in a kernel of that version. */
  public Design under(Design design, Version version) {
    if (!(design instanceof EditedDesign edited)) {
      throw new BadInput(
          design.id() + " is no set of edits: there is none of it in a kernel " + version);
    }
    if (edited.version().filter(other -> !other.equals(version)).isPresent()) {
      throw new BadInput(design.id() + " is one of another kernel than " + version);
    }
    try {
      return space().under(edited, version);
    } catch (BadSum reason) {
      throw new BadInput(
          "there is no " + design.id() + " in a kernel " + version + ": " + reason.getMessage());
    }
  }

  /** The classes of somebody else's that {@code cells} and the strategy have to do with. */
  public List<OwnClass> own(Collection<Cell> cells, String strategy) {
    return OwnClass.of(Stream.of(
            cells.stream().flatMap(cell -> scenarios.providedBy(cell.scenario().id()).stream()),
            cells.stream().flatMap(cell -> designs.providedBy(cell.design().id()).stream()),
            Strategies.all().providedBy(strategy).stream())
        .<Class<?>>flatMap(classes -> classes)
        .toList());
  }

  /** The classes of somebody else's that provide any of these orderings. */
  public List<OwnClass> own(Collection<String> orderings) {
    return OwnClass.of(
        orderings.stream().flatMap(id -> scenarios.providedBy(id).stream()).toList());
  }

  /** What designs are made of. */
  public DesignSpace space() {
    return designs.space();
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
    return unknown(kind, typed, names, "there are " + String.join(", ", names));
  }

  /** {@code otherwise} is said if none of {@code names} is near. */
  private static BadInput unknown(
      String kind, String typed, Collection<String> names, String otherwise) {
    return new BadInput("unknown " + kind + " '" + typed + "'; "
        + Nearest.to(typed, names).map(name -> "did you mean " + name + "?").orElse(otherwise));
  }
}
