package org.killpath.lab.invent;

import java.util.ArrayList;
import java.util.List;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.scenario.Scenario;

/**
 * What is searched for.
 *
 * @param free the edits that a set may have
 * @param required those that it must have
 * @param most how many edits it may have, the required ones included
 * @param scenarios the orderings that count
 * @param staged how many schedules of each staged ordering are sampled
 * @param raced how many of each raced one
 * @param proof how many executions a proof may take; 0 for no proofs
 */
public record Question(
    DesignSpace space,
    List<Edit> free,
    List<Edit> required,
    int most,
    List<Scenario> scenarios,
    long staged,
    long raced,
    long proof) {
  public Question {
    free = List.copyOf(free);
    required = List.copyOf(required);
    scenarios = List.copyOf(scenarios);
  }

  /** Every set of edits that is a design and may be the answer; the smaller ones first. */
  public List<EditedDesign> sets() {
    final List<EditedDesign> sets = new ArrayList<>();
    for (int size = required.size(); size <= most; size++) {
      grow(required, 0, size, sets);
    }
    return sets;
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
}
