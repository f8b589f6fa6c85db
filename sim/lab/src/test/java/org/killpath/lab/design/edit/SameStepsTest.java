package org.killpath.lab.design.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Search;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.engine.strategy.SplitMix;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.Design;

/** Each design that was written as a class is a point of the space: the same steps, everywhere. */
class SameStepsTest {
  private static final int SCHEDULES = 12;

  static List<Design> designs() {
    return DesignCatalogue.all().designs();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void aSetOfEditsTakesTheStepsOfTheClassInEveryOrdering(Design written) {
    final EditedDesign edited = DesignSpace.all().named(written.id()).orElseThrow();
    assertThat(edited.changes()).isEqualTo(written.changes());
    assertThat(edited.proposedBy()).isEqualTo(written.proposedBy());
    try (Controlled controlled = new Controlled(Carriers.best())) {
      for (Scenario scenario : ScenarioCatalogue.all().scenarios()) {
        assertThat(digest(new Cell(scenario, edited), controlled))
            .as("%s under %s", scenario.id(), written.id())
            .isEqualTo(digest(new Cell(scenario, written), controlled));
      }
    }
  }

  @Test
  void anEditThatChangesAStepIsNoticed() {
    final Scenario scenario = ScenarioCatalogue.all().find("C").orElseThrow();
    final DesignSpace space = DesignSpace.all();
    try (Controlled controlled = new Controlled(Carriers.best())) {
      assertThat(digest(new Cell(scenario, space.named("drain-first").orElseThrow()), controlled))
          .isNotEqualTo(
              digest(new Cell(scenario, space.named("upstream").orElseThrow()), controlled));
    }
  }

  private static long digest(Cell cell, Controlled controlled) {
    long digest = 0;
    for (Ran<Cell> ran : Search.of(cell, new RandomWalk(7)).atMost(SCHEDULES).on(controlled)) {
      digest = SplitMix.mix(digest ^ controlled.digest());
      final int outcome =
          ran instanceof Ran.Ended<Cell> ended ? ended.verdict().outcome().ordinal() : -1;
      digest = SplitMix.mix(digest ^ outcome);
    }
    return digest;
  }
}
