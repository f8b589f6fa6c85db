package org.killpath.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.explore.Result;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.engine.explore.Sighting;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.dpor.SourceDpor;
import org.killpath.lab.Schedules;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.VhostOutcome;

/**
 * A group that serves its own memory and is killed while the drain of its worker faults, under
 * upstream, in all interleavings: what becomes of it is up to the order of two descriptors, to a race,
 * and to the way in which it dies.
 */
class OwnMemoryTest {
  private static Result<Cell> all(String ordering) {
    final Result<Cell> result = new Explorer<>(
            seed -> new SourceDpor(),
            () -> new Controlled(Carriers.best()),
            1,
            Bounds.<Cell>ofSchedules(10_000),
            1,
            Explorer.Progress.none())
        .explore(List.of(Schedules.cell(ordering, "upstream")))
        .get(0);
    assertThat(result.coverage()).isEqualTo(Coverage.COMPLETE);
    return result;
  }

  private static Set<String> outcomes(String ordering) {
    return all(ordering).seen().stream().map(Object::toString).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource({
    "U-above,                 COMPLETED",
    "U-above-held,            COMPLETED",
    "U-above-tgkill,          COMPLETED",
    "U-below-held,            COMPLETED",
    "U-below-mrelease,        COMPLETED",
    "U-above-coredump,        HUNG",
    "U-below-coredump,        HUNG",
    "U-above-coredump-held,   HUNG",
    "U-below-coredump-kill,   COMPLETED",
    "net-U-above,             COMPLETED"
  })
  void whereNothingIsLeftToChanceItEndsSo(String ordering, String outcome) {
    assertThat(outcomes(ordering)).containsExactly(outcome);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "U-below",
        "U-below-tgkill",
        "U-below-kill-again",
        "U-below-mrelease-shared",
        "net-U-below"
      })
  void withTheUserfaultfdBelowTheDeviceItHangsForEverOrNot(String ordering) {
    assertThat(outcomes(ordering)).containsExactlyInAnyOrder("COMPLETED", "HUNG");
  }

  @Test
  void theLeaderWaitsInTheReleaseForTheMutexThatTheDrainHolds() {
    final Verdict hung = all("U-below").sightings().stream()
        .map(Sighting::verdict)
        .filter(verdict -> verdict.outcome() == VhostOutcome.HUNG)
        .findFirst()
        .orElseThrow();
    final TaskReport leader = hung.evidence().role("owner").orElseThrow();
    assertThat(leader.state()).isEqualTo(TaskState.D);
    assertThat(leader.callTrace()).extracting(Object::toString).contains("vhost_vsock_dev_release");
    assertThat(leader.waitsFor().map(TaskReport.WaitedFor::label))
        .isEqualTo(Optional.of("vq.mutex"));
    assertThat(hung.evidence().reported()).isEqualTo("owner");
  }
}
