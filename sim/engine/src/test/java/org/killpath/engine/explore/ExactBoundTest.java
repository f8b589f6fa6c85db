package org.killpath.engine.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.engine.program.Program;
import org.killpath.engine.program.Programs;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Strategies;

/** As many schedules may be asked for as there are: then none is left, whoever counts them. */
class ExactBoundTest {
  private static Coverage coverage(String strategy, long schedules) {
    return new Explorer<Program>(
            seed -> Strategies.all().byName(strategy, seed).orElseThrow(),
            () -> new Controlled(Carriers.best()),
            1,
            Bounds.ofSchedules(schedules),
            1,
            Explorer.Progress.none())
        .explore(List.of(Programs.mutex(2)))
        .get(0)
        .coverage();
  }

  /** Two tasks of three steps each: 2 without a preemption, 8 in all with at most one. */
  @ParameterizedTest
  @CsvSource({
    "preemption-bounded1, 7, BOUND_REACHED",
    "preemption-bounded1, 8, EXHAUSTED",
    "preemption-bounded1, 9, EXHAUSTED",
    "dpor, 1, BOUND_REACHED",
    "dpor, 2, COMPLETE",
    "dpor, 3, COMPLETE"
  })
  void aSearchThatIsOverSaysSoWhenTheBoundIsReachedWithIt(
      String strategy, long schedules, Coverage coverage) {
    assertThat(coverage(strategy, schedules)).isEqualTo(coverage);
  }
}
