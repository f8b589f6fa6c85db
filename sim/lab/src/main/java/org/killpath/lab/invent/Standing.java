package org.killpath.lab.invent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.scenario.Scenario;

/** How far one set of edits has been measured, and what was seen of it so far. */
public final class Standing {
  private final EditedDesign design;
  private final int cost;
  private final Map<String, Mark> marks = new LinkedHashMap<>();
  private int stage;
  private boolean proven;

  Standing(EditedDesign design, int cost) {
    this.design = design;
    this.cost = cost;
  }

  public EditedDesign design() {
    return design;
  }

  /** The number of the stage that is next. */
  int stage() {
    return stage;
  }

  void stageOver() {
    stage++;
  }

  /** Have proofs been tried? */
  boolean isProofTried() {
    return proven;
  }

  void proofTried() {
    proven = true;
  }

  void add(Scenario scenario, Mark mark) {
    marks.merge(scenario.id(), mark, Mark::and);
  }

  /** What was seen in that ordering, if it was explored. */
  public Optional<Mark> mark(Scenario scenario) {
    return Optional.ofNullable(marks.get(scenario.id()));
  }

  /** What was seen, by the id of the ordering. */
  public Map<String, Mark> marks() {
    return Map.copyOf(marks);
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
