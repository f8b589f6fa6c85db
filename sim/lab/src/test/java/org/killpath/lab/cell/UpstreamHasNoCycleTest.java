package org.killpath.lab.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.dpor.SourceDpor;
import org.killpath.lab.Schedules;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.vhost.device.Device;

/**
 * Under upstream on vhost-vsock no interleaving of the orderings has a cycle among kernel tasks: here
 * those whose search is short; sim/docs/searching.md has the command for all of them. A cycle never
 * goes away, so that it would be there in the last state of the execution.
 */
@Timeout(240)
class UpstreamHasNoCycleTest {
  private static final int LONGEST = 1000;

  @Test
  void inAnyInterleavingOfTheOrderingsWhoseSearchIsShort() {
    final List<Cell> cells = ScenarioCatalogue.all().scenarios().stream()
        .filter(scenario -> scenario.device() == Device.Kind.VSOCK)
        .map(Scenario::id)
        .map(id -> Schedules.cell(id, "upstream"))
        .toList();
    final List<Result<Cell>> results = new Explorer<>(
            seed -> new SourceDpor(),
            () -> new Controlled(Carriers.best()),
            1,
            Bounds.<Cell>ofSchedules(LONGEST),
            2,
            Explorer.Progress.none())
        .explore(cells);
    assertThat(results)
        .allSatisfy(result -> assertThat(result.sightings())
            .as("%s", result.subject())
            .allSatisfy(sighting -> assertThat(sighting.verdict().findings())
                .noneMatch(finding -> finding.outcome() == VhostOutcome.DEADLOCK)));
    assertThat(results)
        .filteredOn(result -> result.coverage() == Coverage.COMPLETE)
        .as("cells whose interleavings were all executed")
        .hasSizeGreaterThan(50);
  }
}
