package org.killpath.lab.invent;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.design.edit.Place;
import org.killpath.lab.invent.book.Book;
import org.killpath.lab.invent.book.Mark;
import org.killpath.lab.scenario.Scenario;

/** How far one set of edits has been measured, and what was seen of it so far. */
public final class Standing {
  private final EditedDesign design;
  private final int cost;
  private final List<Stage> stages;
  private final Map<String, Mark> marks = new LinkedHashMap<>();
  private final Map<String, Set<Place>> comesBy = new HashMap<>();
  private int stage;
  private final Set<String> tried = new HashSet<>();

  /**
   * @param stages what is to be measured, in this order
   */
  Standing(EditedDesign design, int cost, List<Stage> stages) {
    this.design = design;
    this.cost = cost;
    this.stages = List.copyOf(stages);
  }

  public EditedDesign design() {
    return design;
  }

  /** The number of the stage that is next. */
  int stage() {
    return stage;
  }

  /** Has it been through all stages? */
  public boolean isThrough() {
    return stage == stages.size();
  }

  Stage next() {
    return stages.get(stage);
  }

  void stageOver() {
    stage++;
  }

  /** How many executions it was explored with in that ordering, in the stages that it is through. */
  long explored(Scenario scenario) {
    return stages.stream()
        .limit(stage)
        .filter(each -> each.isProof() && each.rows().contains(scenario))
        .mapToLong(Stage::schedules)
        .max()
        .orElse(0);
  }

  /** Was it measured in that way, beside the stages? */
  boolean isTried(String way) {
    return tried.contains(way);
  }

  void tried(String way) {
    tried.add(way);
  }

  void add(Scenario scenario, Book.Found found) {
    marks.merge(scenario.id(), found.mark(), Mark::and);
    comesBy
        .computeIfAbsent(scenario.id(), unseen -> EnumSet.noneOf(Place.class))
        .addAll(found.consulted());
  }

  /** Those of {@code rows} of which more executions could show more. */
  List<Scenario> open(List<Scenario> rows) {
    return rows.stream().filter(row -> !isProven(row)).toList();
  }

  /** Is what was seen in that ordering all that there is? */
  boolean isProven(Scenario scenario) {
    return mark(scenario).map(Mark::proven).orElse(false);
  }

  /** Has any execution of that ordering come by what {@code edit} changes? */
  boolean comesBy(Scenario scenario, Edit edit) {
    return comesBy.getOrDefault(scenario.id(), Set.of()).stream().anyMatch(edit.places()::contains);
  }

  /** What was seen in that ordering, if it was explored. */
  public Optional<Mark> mark(Scenario scenario) {
    return Optional.ofNullable(marks.get(scenario.id()));
  }

  /** What was seen, by the id of the ordering. */
  public Map<String, Mark> marks() {
    return Collections.unmodifiableMap(marks);
  }

  /**
   * Its score by what was seen so far. More measuring makes the first two numbers larger or leaves
   * them, and never makes them smaller.
   */
  public Score score() {
    return new Score(
        count(mark -> !mark.hang().isEmpty()),
        count(mark -> !mark.other().isEmpty()),
        design.edits().size(),
        cost);
  }

  private int count(Predicate<Mark> wanted) {
    return (int) marks.values().stream().filter(wanted).count();
  }

  /** The orderings in which it is clean and {@code other} is known not to be. */
  Optional<String> worseOf(Standing other, List<Scenario> scenarios) {
    return scenarios.stream()
        .filter(scenario -> mark(scenario).filter(Mark::isClean).isPresent())
        .map(scenario -> other.mark(scenario).map(Mark::bad).orElse(""))
        .filter(token -> !token.isEmpty())
        .findFirst();
  }
}
