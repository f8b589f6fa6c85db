package org.killpath.lab.invent.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.lab.invent.SmallSpace.SPACE;
import static org.killpath.lab.invent.SmallSpace.UNTOUCHED;
import static org.killpath.lab.invent.SmallSpace.measuring;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.engine.explore.Result;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.design.edit.Edit;
import org.killpath.lab.design.edit.EditedDesign;
import org.killpath.lab.scenario.Scenario;

/** Sets that differ only where nobody came by: what one shows the other one shows, step by step. */
@Timeout(300)
class TrialTest {
  private static List<EditedDesign> neighbours(EditedDesign set) {
    final List<EditedDesign> neighbours = new ArrayList<>();
    for (Edit edit : SPACE.edits()) {
      final List<Edit> edits = new ArrayList<>(set.edits());
      if (!edits.remove(edit)) {
        edits.add(edit);
      }
      if (SPACE.fault(edits).isEmpty()) {
        neighbours.add(SPACE.of(edits));
      }
    }
    return neighbours;
  }

  /**
   * Of every {@code nth} ordering. A shared mark has the tokens of the set that asks, whose digests are
   * of all the steps: equal marks are equal executions.
   */
  @ParameterizedTest
  @CsvSource({
    "upstream, pos, 8, 31",
    "no-sleep, pos, 8, 37",
    "deferred-detach, pos, 8, 41",
    "kthread, pos, 8, 29",
    "upstream, dpor, 12, 53",
    "no-sleep, random-walk, 8, 59"
  })
  void aSetThatIsAlikeInAllThatWasComeByShowsTheSame(
      String name, String strategy, long schedules, int nth) {
    final EditedDesign set = SPACE.named(name).orElseThrow();
    final List<Scenario> all = ScenarioCatalogue.all().scenarios();
    long shared = 0;
    long others = 0;
    for (int i = 0; i < all.size(); i += nth) {
      final Scenario row = all.get(i);
      final Result<Trial> measured =
          explore(List.of(new Trial(row, set)), strategy, schedules).get(0);
      final Mark mark = Mark.of(measured, UNTOUCHED);
      final List<EditedDesign> alike =
          neighbours(set).stream().filter(measured.subject()::isAlike).toList();
      others += neighbours(set).size() - alike.size();
      shared += alike.size();
      for (Result<Trial> fresh :
          explore(alike.stream().map(each -> new Trial(row, each)).toList(), strategy, schedules)) {
        assertThat(mark.under(fresh.subject().design(), new Cell(row, set)))
            .as(fresh.subject().name())
            .isEqualTo(Mark.of(fresh, UNTOUCHED));
        assertThat(fresh.subject().consulted()).isEqualTo(measured.subject().consulted());
      }
    }
    assertThat(shared).isPositive();
    assertThat(others).isPositive();
  }

  private static List<Result<Trial>> explore(List<Trial> trials, String strategy, long schedules) {
    return measuring(1).explore(trials, strategy, schedules);
  }
}
