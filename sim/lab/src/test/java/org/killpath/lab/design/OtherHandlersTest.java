package org.killpath.lab.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.lab.cell.VhostOutcome.COMPLETED;
import static org.killpath.lab.cell.VhostOutcome.HUNG_RELEASED;
import static org.killpath.lab.cell.VhostOutcome.HUNG_SILENT;
import static org.killpath.lab.cell.VhostOutcome.LOST_FLUSH;
import static org.killpath.lab.design.ShownBy.raced;
import static org.killpath.lab.design.ShownBy.staged;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** drop-worker-mutex, skip-foreign-vqs, no-mutex-handler, exit-without-handler, ignore-sigkill. */
class OtherHandlersTest {
  @Test
  void droppingWorkerMutexOnlyShortensTheListOfLocks() {
    staged("drop-worker-mutex", "C")
        .always(HUNG_RELEASED)
        .stuck("worker", 'D', "vhost_worker_killed", "vq[0].mutex", "holder")
        .holds("worker", "vtsk.exit_mutex");
  }

  @Test
  void passingOverForeignVirtqueuesHelpsNobodyWhoHasOneWorker() {
    staged("skip-foreign-vqs", "C")
        .always(HUNG_RELEASED)
        .stuck("worker", 'D', "vhost_worker_killed", "vq[0].mutex", "holder");
  }

  @Test
  void passingOverForeignVirtqueuesHelpsWhenAnotherGroupsWorkerHoldsOne() {
    staged("skip-foreign-vqs", "scsi-S2").always(COMPLETED);
    staged("upstream", "scsi-S2").always(HUNG_RELEASED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"B", "C", "C2", "D1", "D2", "E2", "F", "N"})
  void aHandlerWithoutAnyMutexLetsEveryStagedOrderingEnd(String scenario) {
    staged("no-mutex-handler", scenario).always(COMPLETED).nothingBut(COMPLETED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill-flush", "kill-set-owner", "kill-release"})
  void norDoesItHangInARace(String scenario) {
    raced("no-mutex-handler", scenario).always(COMPLETED);
  }

  @Test
  void withoutAHandlerThePendingFlushIsLost() {
    staged("exit-without-handler", "D1")
        .always(LOST_FLUSH)
        .stuck("flusher", 'D', "__vhost_worker_flush", "flush completion")
        .reported("flusher");
  }

  @Test
  void withoutAHandlerTheLastClosesOwnFlushIsLost() {
    final ShownBy.Shown shown = raced("exit-without-handler", "A").always(LOST_FLUSH);
    assertThat(shown.verdict().evidence().stuck()).isEmpty();
    assertThat(
            shown.verdict().atClose().orElseThrow().role("closer").orElseThrow().function())
        .hasValueSatisfying(at -> assertThat(at.name()).isEqualTo("__vhost_worker_flush"));
  }

  @Test
  void aWorkerThatIgnoresTheSignalKeepsTheGroupUntilTheLastClose() {
    final ShownBy.Shown shown = raced("ignore-sigkill", "A").always(HUNG_SILENT).reported("-");
    assertThat(shown.task("worker").state().shown()).isEqualTo('S');
    assertThat(shown.verdict().evidence().stuck()).hasSize(1);
  }
}
