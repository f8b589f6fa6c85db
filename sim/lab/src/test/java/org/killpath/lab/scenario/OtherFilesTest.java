package org.killpath.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
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
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.engine.strategy.Strategy;
import org.killpath.engine.strategy.dpor.SourceDpor;
import org.killpath.lab.Schedules;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.VhostOutcome;

/**
 * What a release that hangs does to files that have nothing to do with vhost, and a hot plug that
 * hangs to devices of other processes; under upstream.
 */
class OtherFilesTest {
  private static Result<Cell> explored(
      String ordering, LongFunction<Strategy> strategy, int schedules) {
    return new Explorer<>(
            strategy,
            () -> new Controlled(Carriers.best()),
            1,
            Bounds.<Cell>ofSchedules(schedules),
            1,
            Explorer.Progress.none())
        .explore(List.of(Schedules.cell(ordering, "upstream")))
        .get(0);
  }

  private static Result<Cell> all(String ordering) {
    final Result<Cell> result = explored(ordering, seed -> new SourceDpor(), 20_000);
    assertThat(result.coverage()).isEqualTo(Coverage.COMPLETE);
    return result;
  }

  private static Set<String> outcomes(String ordering) {
    return all(ordering).seen().stream().map(Object::toString).collect(Collectors.toSet());
  }

  private static Verdict hung(String ordering) {
    return all(ordering).sightings().stream()
        .map(Sighting::verdict)
        .filter(verdict -> verdict.outcome() == VhostOutcome.HUNG_RELEASED)
        .findFirst()
        .orElseThrow();
  }

  private static TaskReport stuck(Verdict verdict, String role) {
    return verdict.evidence().role(role).orElseThrow();
  }

  private static Optional<String> awaited(Verdict verdict, String role) {
    return stuck(verdict, role).waitsFor().map(TaskReport.WaitedFor::label);
  }

  @Test
  void aReleaseThatHangsInAKernelTaskKeepsStrangersFilesFromBeingReleased() {
    assertThat(outcomes("E2-collected")).containsExactly("HUNG_RELEASED");
    final Verdict verdict = hung("E2-collected");
    assertThat(stuck(verdict, "delayed-fput").state()).isEqualTo(TaskState.D);
    assertThat(stuck(verdict, "delayed-fput").callTrace())
        .extracting(Object::toString)
        .contains("vhost_vsock_dev_release", "delayed_fput");
    assertThat(awaited(verdict, "delayed-fput")).contains("vq.mutex");
    assertThat(stuck(verdict, "stranger").state()).isEqualTo(TaskState.S);
    assertThat(awaited(verdict, "stranger")).contains("end of the pipe");
  }

  @Test
  void aPipeBelowTheDeviceStaysOpenWhileItsReleaseHangs() {
    assertThat(outcomes("P-below")).contains("HUNG_RELEASED");
    assertThat(awaited(hung("P-below"), "reader")).contains("end of the pipe");
    assertThat(hung("P-above").evidence().stuck())
        .extracting(TaskReport::role)
        .contains("owner")
        .doesNotContain("reader");
  }

  @Test
  void aReleaseThatHangsKeepsTheOneOfASecondDeviceFromRunning() {
    for (String ordering : List.of("devices-below", "scsi-devices-below")) {
      final Verdict verdict = hung(ordering);
      assertThat(awaited(verdict, "last")).contains("vq.mutex");
      assertThat(awaited(verdict, "reader")).contains("end of the pipe");
    }
  }

  @Test
  void aStrangerWithADescriptorKeepsAThreadOfTheKilledGroupFromDying() {
    assertThat(outcomes("N-fork")).containsExactly("HUNG_RELEASED");
    final Verdict verdict = hung("N-fork");
    assertThat(awaited(verdict, "owner-thread")).contains("dev.mutex");
    assertThat(stuck(verdict, "owner-thread").holders())
        .singleElement()
        .asString()
        .contains("stranger");
  }

  @Test
  void aHotPlugThatWaitsForOneDeviceKeepsOthersFromTheirEndpoints() {
    final Result<Cell> drawn = explored("scsi-neighbours", RandomWalk::new, 200);
    assertThat(drawn.seen()).extracting(Object::toString).containsExactly("HUNG_RELEASED");
    final Verdict verdict = drawn.sightings().get(0).verdict();
    assertThat(awaited(verdict, "configfs")).contains("vq.mutex");
    assertThat(awaited(verdict, "neighbour")).contains("tpg.tv_tpg_mutex");
    assertThat(awaited(verdict, "third")).contains("vhost_scsi_mutex");
  }

  @Test
  void aGuestThatHasNotAskedForHotPlugIsSentNoEvent() {
    assertThat(outcomes("scsi-hot-plug")).containsExactly("DEADLOCK");
    assertThat(outcomes("scsi-hot-plug-unasked")).containsExactly("COMPLETED");
  }
}
