package org.killpath.lab.invent;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.scenario.Scenario;

/**
 * Why a set has its edits: what happens without. Where samples show nothing worse, the orderings in
 * which anybody came by what the edit changes are explored exhaustively, as far as that goes.
 */
final class Needs {
  /** So many executions for all of these orderings together. */
  private static final long CLOSER = 20_000;

  private static final long FEWEST = 50;

  private final Question question;
  private final Laboratory laboratory;
  private final Function<EditedDesign, Standing> standings;

  /**
   * @param standings where a set is to be measured, or has been
   */
  Needs(Question question, Laboratory laboratory, Function<EditedDesign, Standing> standings) {
    this.question = question;
    this.laboratory = laboratory;
    this.standings = standings;
  }

  /** Why {@code set} has that edit, measured as long as the user has not enough. */
  Need of(Standing set, Edit edit) {
    return question
        .without(set.design(), edit)
        .map(smaller -> without(set, edit, standings.apply(smaller)))
        .orElseGet(() -> new Need(
            edit,
            Need.Finding.NO_DESIGN,
            question
                .space()
                .fault(set.design().edits().stream()
                    .filter(other -> !other.equals(edit))
                    .toList())
                .orElseThrow()));
  }

  private Need without(Standing set, Edit edit, Standing other) {
    while (set.worseOf(other, question.scenarios()).isEmpty() && !other.isThrough()) {
      if (!laboratory.measure(List.of(other), Standing::next)) {
        return new Need(edit, Need.Finding.NOT_MEASURED, "");
      }
      other.stageOver();
    }
    return set.worseOf(other, question.scenarios())
        .map(token -> new Need(edit, Need.Finding.WORSE, token))
        .orElseGet(() -> closer(set, edit, other));
  }

  /** What comes of it counts for this answer only: nothing else was looked at so closely. */
  private Need closer(Standing set, Edit edit, Standing other) {
    final List<Scenario> open = question.scenarios().stream()
        .filter(row -> set.comesBy(row, edit))
        .filter(row -> !(set.isProven(row) && other.isProven(row)))
        .toList();
    final long executions = Math.max(FEWEST, CLOSER / Math.max(1, open.size()));
    final List<Scenario> rows = open.stream()
        .filter(row -> Math.min(set.explored(row), other.explored(row)) < executions)
        .toList();
    final Stage stage = Stage.proving(rows, executions);
    final Standing with = new Standing(set.design(), 0, List.of(stage));
    final Standing without = new Standing(other.design(), 0, List.of(stage));
    if (!laboratory.measure(List.of(with, without), Standing::next)) {
      return new Need(edit, Need.Finding.NOT_MEASURED, "");
    }
    final Optional<String> worse = with.worseOf(without, rows);
    return new Need(
        edit,
        worse.isPresent() ? Need.Finding.WORSE : Need.Finding.NOTHING_WORSE,
        worse.orElse(""));
  }
}
