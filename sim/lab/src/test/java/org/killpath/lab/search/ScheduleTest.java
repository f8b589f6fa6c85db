package org.killpath.lab.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.engine.strategy.ReplayMismatch;
import org.killpath.lab.Schedules;
import org.killpath.lab.cell.Cell;

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
    final RandomWalk walk = new RandomWalk(7);
    final Execution execution = new Execution(CELL, controlled);
    for (int i = 0; i < 200; i++) {
      walk.begin(i);
      final Verdict verdict = execution.run(walk, StepObserver.NONE);
      final byte[] choices = controlled.choices().toBytes();
      final long digest = controlled.digest();
      final Schedule schedule = Schedule.record(CELL, choices, controlled);
      assertThat(schedule.replay(controlled, StepObserver.NONE)).isEqualTo(verdict);
      assertThat(controlled.digest()).isEqualTo(digest);
    }
  }

  @Test
  void aScheduleWithoutDeviationsGoesOnWithTheCurrentTaskElseTheOldest() {
    final Trace trace = new Trace();
    Schedule.record(CELL, new byte[0], controlled).replay(controlled, trace);
    assertThat(trace.steps())
        .flatExtracting(step -> step.switched().stream().toList())
        .extracting(Trace.Switch::reason)
        .isNotEmpty()
        .doesNotContain(Trace.Reason.CHOSEN);
  }

  @Test
  void aReplayThatTakesOtherStepsIsRefused() {
    final Schedule schedule = Schedule.record(CELL, new byte[] {1, 1, 2}, controlled);
    final Cell other = Schedules.cell("kill-flush", "upstream");
    final Schedule misplaced = new Schedule(other, schedule.deviations(), schedule.digest());
    assertThatThrownBy(() -> misplaced.replay(controlled, StepObserver.NONE))
        .isInstanceOf(ReplayMismatch.class)
        .message()
        .hasLineCount(1);
  }

  @Test
  void aChoiceThatIsNotThereIsRefusedAndTheRuntimeStaysUsable() {
    final Schedule impossible = new Schedule(CELL, new int[] {0, 99}, 0);
    assertThatThrownBy(() -> impossible.replay(controlled, StepObserver.NONE))
        .isInstanceOf(ReplayMismatch.class);
    final Schedule possible = Schedule.record(CELL, new byte[0], controlled);
    assertThat(possible.replay(controlled, StepObserver.NONE)).isNotNull();
  }

  @Test
  void aTraceNamesEveryStepAndEachChangeOfTask() {
    final Trace trace = new Trace();
    Schedule.record(CELL, new byte[] {2, 1, 1, 2}, controlled).replay(controlled, trace);
    final List<Trace.Actor> changes = new ArrayList<>();
    Trace.Step before = trace.steps().get(0);
    for (Trace.Step step : trace.steps()) {
      if (step.phase().equals(before.phase()) && !step.actor().equals(before.actor())) {
        assertThat(step.switched()).isPresent();
        assertThat(step.switched().orElseThrow().from()).isEqualTo(before.actor());
        changes.add(step.actor());
      }
      before = step;
    }
    assertThat(changes).isNotEmpty();
    assertThat(trace.steps()).hasSize(controlled.steps());
    assertThat(trace.rests())
        .extracting(Trace.Rest::phase)
        .contains("set-up", "main", "last close");
  }
}
