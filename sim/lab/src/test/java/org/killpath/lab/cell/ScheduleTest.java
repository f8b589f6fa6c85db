package org.killpath.lab.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Schedule;
import org.killpath.engine.search.Search;
import org.killpath.engine.search.Trace;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.engine.strategy.ReplayMismatch;
import org.killpath.lab.Schedules;

/** A schedule is recorded as its deviations and replayed to the step. */
class ScheduleTest {
  private static final Cell CELL = Schedules.cell("kill-flush", "dev-mutex");

  private final Controlled controlled = new Controlled(Carriers.best());

  @org.junit.jupiter.api.AfterEach
  void close() {
    controlled.close();
  }

  @Test
  void everyExecutionCanBeReplayedToTheSameVerdictAndTheSameSteps() {
    for (Ran<Cell> ran : Search.of(CELL, new RandomWalk(7)).atMost(200).on(controlled)) {
      final Ran.Ended<Cell> ended = (Ran.Ended<Cell>) ran;
      final long digest = controlled.digest();
      final Schedule<Cell> schedule = ended.schedule();
      try (Controlled another = new Controlled(Carriers.best())) {
        assertThat(schedule.replay(another, StepObserver.NONE)).isEqualTo(ended.verdict());
        assertThat(another.digest()).isEqualTo(digest);
      }
    }
  }

  /** The schedule of the one execution that never leaves the plain course. */
  private Schedule<Cell> plain(StepObserver observer) {
    final Ran<Cell> ran =
        Search.plain(CELL).observed(observer).on(controlled).iterator().next();
    return ((Ran.Ended<Cell>) ran).schedule();
  }

  /** Some other one. */
  private Schedule<Cell> drawn(StepObserver observer) {
    final Ran<Cell> ran = Search.of(CELL, new RandomWalk(3))
        .observed(observer)
        .on(controlled)
        .iterator()
        .next();
    return ((Ran.Ended<Cell>) ran).schedule();
  }

  @Test
  void aScheduleWithoutDeviationsGoesOnWithTheCurrentTaskElseTheOldest() {
    final Trace trace = new Trace();
    assertThat(plain(trace).deviationCount()).isZero();
    assertThat(trace.steps())
        .flatExtracting(step -> step.switched().stream().toList())
        .extracting(Trace.Switch::reason)
        .isNotEmpty()
        .doesNotContain(Trace.Reason.CHOSEN);
  }

  @Test
  void aReplayThatTakesOtherStepsIsRefused() {
    final Schedule<Cell> schedule = drawn(StepObserver.NONE);
    final Cell other = Schedules.cell("kill-flush", "upstream");
    final Schedule<Cell> misplaced =
        new Schedule<>(other, schedule.deviations(), schedule.digest());
    assertThatThrownBy(() -> misplaced.replay(controlled, StepObserver.NONE))
        .isInstanceOf(ReplayMismatch.class)
        .message()
        .hasLineCount(1);
  }

  @Test
  void aChoiceThatIsNotThereIsRefusedAndTheRuntimeStaysUsable() {
    final Schedule<Cell> impossible = new Schedule<>(CELL, new int[] {0, 99}, 0);
    assertThatThrownBy(() -> impossible.replay(controlled, StepObserver.NONE))
        .isInstanceOf(ReplayMismatch.class);
    final Schedule<Cell> possible = plain(StepObserver.NONE);
    assertThat(possible.replay(controlled, StepObserver.NONE)).isNotNull();
  }

  @Test
  void aTraceNamesEveryStepAndEachChangeOfTask() {
    final Trace trace = new Trace();
    assertThat(drawn(trace).deviationCount()).isPositive();
    final List<Trace.Actor> changes = new ArrayList<>();
    Trace.Step before = trace.steps().get(0);
    for (Trace.Step step : trace.steps()) {
      if (step.part().equals(before.part()) && !step.actor().equals(before.actor())) {
        assertThat(step.switched()).isPresent();
        assertThat(step.switched().orElseThrow().from()).isEqualTo(before.actor());
        changes.add(step.actor());
      }
      before = step;
    }
    assertThat(changes).isNotEmpty();
    assertThat(trace.steps()).hasSize(controlled.steps());
    assertThat(trace.rests())
        .extracting(rest -> rest.part().title())
        .contains("set-up", "main", "last close");
  }
}
