package org.killpath.lab.invent;

import java.util.List;
import java.util.function.ToIntFunction;
import org.killpath.lab.design.edit.EditedDesign;

/**
 * What a set that somebody proposes changes: it and upstream are measured whole, and what happens
 * without each of its edits.
 */
public final class Proposal {
  private final Question question;
  private final Laboratory laboratory;
  private final Standing upstream;
  private final Standing set;

  /**
   * @param question which orderings are measured, and how closely
   * @param cost of a design on the data path
   */
  public Proposal(
      Question question,
      Laboratory laboratory,
      EditedDesign set,
      ToIntFunction<EditedDesign> cost) {
    this.question = question;
    this.laboratory = laboratory;
    final EditedDesign none = question.space().of(List.of());
    this.upstream = new Standing(none, cost.applyAsInt(none), Stage.all(question));
    this.set = new Standing(set, cost.applyAsInt(set), Stage.all(question));
  }

  /** False if it was cut short; then nothing may be said of either. */
  public boolean measure() {
    return laboratory.measureWhole(upstream) && laboratory.measureWhole(set);
  }

  public Question question() {
    return question;
  }

  public Standing upstream() {
    return upstream;
  }

  public Standing set() {
    return set;
  }

  /** Why it has each of its edits, measured as long as the user has not enough. */
  public List<Need> needs() {
    final Needs needs =
        new Needs(question, laboratory, other -> new Standing(other, 0, Stage.all(question)));
    return set.design().edits().stream().map(edit -> needs.of(set, edit)).toList();
  }

  /** What becomes of each ordering in which either hangs. */
  public List<Fate> fates() {
    return Fate.of(question, List.of(upstream, set));
  }
}
