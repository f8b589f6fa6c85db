package org.killpath.lab.invent;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.invent.book.Book;
import org.killpath.lab.invent.book.Mark;
import org.killpath.lab.scenario.Scenario;

/**
 * Looks among the sets that have a name for those that cure everything together with what somebody
 * proposed: the smallest known cure that has the proposal in it, and what of it is missing there.
 */
public final class Cures {
  private final Question question;
  private final Laboratory laboratory;

  /**
   * @param staged how many schedules of each staged ordering are sampled
   * @param raced how many of each raced one that a search with a third of that does not come to the
   *     end of
   */
  public Cures(
      DesignSpace space, List<Scenario> scenarios, Measuring measuring, long staged, long raced) {
    this.question = Question.about(space, scenarios, staged, raced, 0);
    this.laboratory = new Laboratory(question, measuring, new Book());
  }

  /** Nothing if the user has enough before it is known. */
  public Optional<Lack> lackOf(EditedDesign proposal) {
    final List<EditedDesign> candidates = question.space().sets().stream()
        .map(set -> together(proposal, set))
        .flatMap(Optional::stream)
        .distinct()
        .sorted(Comparator.comparingInt(set -> set.edits().size()))
        .toList();
    Optional<Standing> furthest = Optional.empty();
    for (EditedDesign candidate : candidates) {
      final Standing set = standing(candidate);
      while (isClean(set) && !set.isThrough()) {
        if (!laboratory.measure(List.of(set), Standing::next)) {
          return Optional.empty();
        }
        set.stageOver();
      }
      if (isClean(set)) {
        return Optional.of(lack(proposal, set));
      }
      if (furthest.isEmpty() || set.marks().size() > furthest.get().marks().size()) {
        furthest = Optional.of(set);
      }
    }
    // So that it is not compared in those orderings alone that came first.
    return furthest.filter(laboratory::measureWhole).map(set -> lack(proposal, set));
  }

  private Optional<EditedDesign> together(EditedDesign proposal, EditedDesign set) {
    final List<Edit> edits = Stream.concat(proposal.edits().stream(), set.edits().stream())
        .distinct()
        .toList();
    return question.space().fault(edits).isEmpty()
        ? Optional.of(question.space().of(edits))
        : Optional.empty();
  }

  private Standing standing(EditedDesign set) {
    return new Standing(set, 0, Stage.all(question));
  }

  private static boolean isClean(Standing set) {
    return set.marks().values().stream().allMatch(Mark::isClean);
  }

  private Lack lack(EditedDesign proposal, Standing set) {
    final Needs needs = new Needs(question, laboratory, this::standing);
    return new Lack(
        proposal,
        set.design(),
        set.marks().values().stream()
            .filter(mark -> !mark.isClean())
            .map(Mark::bad)
            .findFirst(),
        set.design().edits().stream()
            .filter(edit -> !proposal.edits().contains(edit))
            .map(edit -> needs.of(set, edit))
            .toList());
  }
}
