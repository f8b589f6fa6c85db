package org.killpath.lab.design;

import static org.killpath.lab.cell.VhostOutcome.COMPLETED;
import static org.killpath.lab.cell.VhostOutcome.HUNG_RELEASED;
import static org.killpath.lab.cell.VhostOutcome.HUNG_SILENT;
import static org.killpath.lab.design.ShownBy.raced;
import static org.killpath.lab.design.ShownBy.staged;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * assignment-lock and lock-free-detach: the handler waits for no vq.mutex; its drain still does.
 */
class DetachWithoutVqMutexTest {
  @ParameterizedTest
  @ValueSource(strings = {"assignment-lock", "lock-free-detach"})
  void theHandlerGetsPastAHolderThatSleepsOnUserMemory(String design) {
    staged(design, "C")
        .always(COMPLETED)
        .leftBehind("holder")
        .holds("holder", "dev.mutex", "vq[0].mutex");
    staged(design, "F").always(COMPLETED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"assignment-lock", "lock-free-detach"})
  void aWorkerThatAlreadyWaitsForVqMutexHangsAllTheSame(String design) {
    staged(design, "C2")
        .always(HUNG_RELEASED)
        .stuck("worker", 'D', "vhost_transport_do_send_pkt", "vq[0].mutex", "holder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"assignment-lock", "lock-free-detach"})
  void theDrainStillRunsTheDataPathAndFaults(String design) {
    staged(design, "E2")
        .always(HUNG_SILENT)
        .holds("worker", "vtsk.exit_mutex", "worker.mutex", "vq[0].mutex");
    staged(design, "D2").always(HUNG_RELEASED).reported("flusher");
  }

  @ParameterizedTest
  @ValueSource(strings = {"assignment-lock", "lock-free-detach"})
  void noRaceWithAFlushASetOwnerOrAReleaseHangs(String design) {
    raced(design, "kill-flush").always(COMPLETED);
    raced(design, "kill-set-owner").always(COMPLETED);
    raced(design, "kill-release").always(COMPLETED);
  }
}
