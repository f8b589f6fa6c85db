package org.killpath.lab.invent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.scenario.Scenario;

/**
 * What is searched for.
 *
 * @param free the edits that a set may have
 * @param required those that it must have
 * @param most all sets are measured that have at most so many edits, the required ones included
 * @param grown sets that differ by one edit from one that no other beats are measured, too, as long as
 *     they have at most so many edits; 0 for none
 * @param from sets that are measured in any case
 * @param scenarios the orderings that count
 * @param staged how many schedules of each staged ordering are sampled
 * @param raced how many of each raced one
 * @param deep how many of each raced one in which any set shows something bad that is no hang, for sets
 *     that no other beats; 0 for none
 * @param proof how many executions a proof may take; 0 for no proofs
 */
public record Question(
    DesignSpace space,
    List<Edit> free,
    List<Edit> required,
    int most,
    int grown,
    List<EditedDesign> from,
    List<Scenario> scenarios,
    long staged,
    long raced,
    long deep,
    long proof) {
  public Question {
    free = List.copyOf(free);
    required = List.copyOf(required);
    from = List.copyOf(from);
    scenarios = List.copyOf(scenarios);
  }

  /** What becomes of sets that somebody names, without a search. */
  public static Question about(
      DesignSpace space, List<Scenario> scenarios, long staged, long raced, long proof) {
    return new Question(
        space, List.of(), List.of(), 0, 0, List.of(), scenarios, staged, raced, 0, proof);
  }

  /** Every set of edits that is a design and may be the answer; the smaller ones first. */
  public List<EditedDesign> sets() {
    return IntStream.rangeClosed(required.size(), most)
        .mapToObj(this::sets)
        .flatMap(List::stream)
        .toList();
  }

  private List<EditedDesign> sets(int size) {
    final List<EditedDesign> sets = new ArrayList<>();
    grow(required, 0, size, sets);
    return sets;
  }

  /** Is there any set that may be the answer? */
  public boolean hasSets() {
    return IntStream.rangeClosed(required.size(), most)
        .anyMatch(size -> !sets(size).isEmpty());
  }

  private void grow(List<Edit> chosen, int from, int size, List<EditedDesign> sets) {
    if (chosen.size() == size) {
      if (space.fault(chosen).isEmpty()) {
        sets.add(space.of(chosen));
      }
      return;
    }
    for (int next = from; next < free.size(); next++) {
      final Edit edit = free.get(next);
      if (chosen.stream().allMatch(other -> edit.clashWith(other).isEmpty())
          && !chosen.contains(edit)) {
        final List<Edit> more = new ArrayList<>(chosen);
        more.add(edit);
        grow(more, next + 1, size, sets);
      }
    }
  }

  /** The sets with one edit more than {@code set}, in the order of the space. */
  List<EditedDesign> larger(EditedDesign set) {
    return set.edits().size() >= grown
        ? List.of()
        : free.stream()
            .filter(edit -> !set.edits().contains(edit))
            .map(edit -> with(set.edits(), edit))
            .flatMap(Optional::stream)
            .toList();
  }

  /** Those with one edit less. */
  List<EditedDesign> smaller(EditedDesign set) {
    return set.edits().stream()
        .filter(edit -> !required.contains(edit))
        .map(edit -> without(set, edit))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Those that have another edit instead of {@code edit}. */
  List<EditedDesign> exchanged(EditedDesign set, Edit edit) {
    final List<Edit> rest = rest(set, edit);
    return required.contains(edit)
        ? List.of()
        : free.stream()
            .filter(other -> !set.edits().contains(other))
            .map(other -> with(rest, other))
            .flatMap(Optional::stream)
            .toList();
  }

  /** The set without that edit, if that is a design. */
  Optional<EditedDesign> without(EditedDesign set, Edit edit) {
    final List<Edit> rest = rest(set, edit);
    return space.fault(rest).isEmpty() ? Optional.of(space.of(rest)) : Optional.empty();
  }

  private static List<Edit> rest(EditedDesign set, Edit edit) {
    return set.edits().stream().filter(other -> !other.equals(edit)).toList();
  }

  private Optional<EditedDesign> with(List<Edit> edits, Edit edit) {
    final List<Edit> more = new ArrayList<>(edits);
    more.add(edit);
    return space.fault(more).isEmpty() ? Optional.of(space.of(more)) : Optional.empty();
  }

  /** What of {@code set} can matter in {@code scenario}: edits of other devices change nothing. */
  EditedDesign onlyFor(Scenario scenario, EditedDesign set) {
    return space.of(
        set.edits().stream().filter(edit -> edit.concerns(scenario.device())).toList());
  }
}
