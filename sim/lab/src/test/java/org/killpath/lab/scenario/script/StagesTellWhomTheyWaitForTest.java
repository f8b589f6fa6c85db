package org.killpath.lab.scenario.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Search;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.lab.Schedules;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scene;

/**
 * An exhaustive search leaves out what would keep from rest the tasks that a stage says it waits for. So
 * whenever a stage is passed, in whatever schedule, those are at rest, and whom it wants to end has ended.
 */
class StagesTellWhomTheyWaitForTest {
  private static final int SCHEDULES = 12;

  private final List<String> wrong = new ArrayList<>();
  private long told;
  private long ended;

  @Test
  void whenAStageIsPassedTheTasksThatItNamesAreAtRest() {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      for (Scenario scenario : ScenarioCatalogue.all().scenarios()) {
        final Cell cell = Schedules.cell(scenario.id(), "upstream");
        for (Ran<Cell> ran : Search.of(cell, new RandomWalk(7))
            .observed((task, previous, blocked) -> look(scenario, task))
            .atMost(SCHEDULES)
            .on(controlled)) {
          assertThat(ran).isNotInstanceOf(Ran.Cut.class);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(told).as("tasks that a stage waited for to rest").isGreaterThan(1000);
    assertThat(ended).as("tasks that a stage waited for to end").isGreaterThan(100);
  }

  private void look(Scenario scenario, Task passing) {
    if (passing.pendingOp() == Op.STAGE) {
      final Resource stage = passing.pendingOn();
      for (Task task : stage.awaitsRestOf()) {
        told++;
        if (!Scene.rests(task)) {
          wrong.add(scenario.id() + ": " + stage + ", but " + task + " goes on");
        }
      }
      stage.awaitsEndOf().ifPresent(task -> {
        ended++;
        if (!task.isExited()) {
          wrong.add(scenario.id() + ": " + stage + ", but " + task + " has not ended");
        }
      });
    }
  }
}
