package org.killpath.lab.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.Schedules;
import org.killpath.lab.Seen;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.VhostWorld;

class ScenarioCatalogueTest {
  private static final List<Scenario> ALL = ScenarioCatalogue.all().scenarios();

  @Test
  void everyOrderingHasAnIdOfItsOwnAndAStory() {
    assertThat(ALL).extracting(Scenario::id).doesNotHaveDuplicates().noneMatch(String::isBlank);
    assertThat(ALL).extracting(Scenario::story).noneMatch(String::isBlank);
  }

  @Test
  void everyStagedOrderingHasARacedTwin() {
    assertThat(ALL)
        .filteredOn(Scenario::isStaged)
        .allSatisfy(staged -> assertThat(ScenarioCatalogue.all().find("raced-" + staged.id()))
            .hasValueSatisfying(twin -> {
              assertThat(twin.isStaged()).isFalse();
              assertThat(twin.device()).isEqualTo(staged.device());
              assertThat(twin.actors()).isEqualTo(staged.actors());
            }));
  }

  @TestFactory
  Stream<DynamicTest> theTwoActorsOfEachOrderingAreTwoOfItsTasks() {
    return ALL.stream()
        .map(scenario -> dynamicTest(scenario.id(), () -> {
          try (Controlled controlled = new Controlled(Carriers.best())) {
            controlled.begin(ready -> 0, StepObserver.NONE);
            final VhostWorld world = new VhostWorld(controlled, scenario, new Upstream());
            final Scenario.Actors actors = scenario.actors();
            assertThat(world.kernel().tasks().stream().map(Task::role))
                .containsOnlyOnce(actors.first(), actors.second());
            controlled.end();
          }
        }));
  }

  /**
   * With upstream every staging can be reached; which of two workers is first is left to chance.
   */
  @TestFactory
  Stream<DynamicTest> everyStagedOrderingComesAbout() {
    return ALL.stream()
        .filter(Scenario::isStaged)
        .map(scenario -> dynamicTest(scenario.id(), () -> {
          final Seen seen = Schedules.randomWalk(new Cell(scenario, new Upstream()), 40);
          assertThat(seen.total()).isPositive();
          if (!scenario.id().startsWith("scsi-S3")) {
            assertThat(seen.missed()).isZero();
          }
        }));
  }
}
