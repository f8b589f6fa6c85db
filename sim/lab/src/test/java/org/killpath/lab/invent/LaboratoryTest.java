package org.killpath.lab.invent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.lab.invent.SmallSpace.SPACE;
import static org.killpath.lab.invent.SmallSpace.measuring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.invent.book.Book;

@Timeout(300)
class LaboratoryTest {
  private static Question question(long raced, long proof, String... orderings) {
    final Set<String> wanted = Set.of(orderings);
    return Question.about(
        SPACE,
        ScenarioCatalogue.all().scenarios().stream()
            .filter(row -> wanted.contains(row.id()))
            .toList(),
        2,
        raced,
        proof);
  }

  /** How the cells of upstream are measured, one after the other. */
  private static List<String> measured(Question question) {
    final List<String> cells = new ArrayList<>();
    final Laboratory laboratory = new Laboratory(
        question,
        (trials, strategy, schedules) -> {
          trials.forEach(
              trial -> cells.add(trial.scenario().id() + " " + strategy + " " + schedules));
          return measuring(1).explore(trials, strategy, schedules);
        },
        new Book());
    final Standing set = new Standing(SPACE.of(List.of()), 0, Stage.all(question));
    assertThat(laboratory.measureWhole(set)).isTrue();
    assertThat(question.scenarios()).allMatch(set::isProven);
    return cells;
  }

  /** kill-flush has more than 100 executions under upstream, and raced-C less. */
  @Test
  void aRacedCellIsSampledOnlyIfAThirdOfThatIsNotAllThatItHas() {
    assertThat(measured(question(300, 1000, "C", "raced-C", "kill-flush")))
        .containsExactlyInAnyOrder(
            "C pos 2",
            "C dpor 1000",
            "raced-C dpor 100",
            "kill-flush dpor 100",
            "kill-flush pos 300",
            "kill-flush dpor 1000");
  }
}
