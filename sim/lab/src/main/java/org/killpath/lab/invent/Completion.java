package org.killpath.lab.invent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.killpath.engine.runtime.Controlled;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;

/**
 * What somebody's change lacks: the fewest edits that have to be added to it until no avoidable hang
 * and nothing else bad is left, as {@link Smallest} finds them, and what happens without each.
 */
public final class Completion {
  private final Question question;
  private final Laboratory laboratory;
  private final Smallest search;

  /**
   * What the required edits of {@code question}, which are the change, lack.
   *
   * @param controlled to run single executions
   * @param progress told after each set that was run
   */
  public Completion(
      Question question,
      Laboratory laboratory,
      Controlled controlled,
      Consumer<Smallest> progress) {
    this.question = question;
    this.laboratory = laboratory;
    this.search = new Smallest(question, laboratory, controlled, progress);
  }

  /**
   * A change made whole.
   *
   * @param set what was found
   * @param missing why it has the edits that the change has not
   * @param own why it has those that the change has
   */
  public record Whole(EditedDesign set, List<Need> missing, List<Need> own) {}

  /**
   * The smallest set with the change in it in which nothing bad was found; nothing if none with so few
   * edits as the question asks for is whole, or the user has enough.
   */
  public Optional<EditedDesign> find() {
    return search.find();
  }

  /** How it was found, and what refutes all smaller sets with the change in them. */
  public Smallest search() {
    return search;
  }

  /** Why {@code design}, which was found, has its edits, measured as long as the user has not enough. */
  public Whole whole(EditedDesign design) {
    laboratory.goOn();
    final Standing standing = standing(design);
    laboratory.measureWhole(standing);
    final Needs needs = new Needs(question, laboratory, this::standing);
    final List<Need> missing = new ArrayList<>();
    final List<Need> own = new ArrayList<>();
    for (Edit edit : design.edits()) {
      (question.required().contains(edit) ? own : missing).add(needs.of(standing, edit));
    }
    return new Whole(design, List.copyOf(missing), List.copyOf(own));
  }

  private Standing standing(EditedDesign set) {
    return new Standing(set, 0, Stage.all(question));
  }
}
