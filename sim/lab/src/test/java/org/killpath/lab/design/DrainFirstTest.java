package org.killpath.lab.design;

import static org.killpath.lab.cell.VhostOutcome.COMPLETED;
import static org.killpath.lab.cell.VhostOutcome.HUNG_RELEASED;
import static org.killpath.lab.cell.VhostOutcome.HUNG_SILENT;
import static org.killpath.lab.design.ShownBy.raced;
import static org.killpath.lab.design.ShownBy.staged;

import org.junit.jupiter.api.Test;

/** Draining before detaching frees the flushers, and nothing else. */
class DrainFirstTest {
  private static final String DRAIN_FIRST = "drain-first";

  @Test
  void drainFirstStillHangsWhenTheHolderSleepsOnUserMemory() {
    staged(DRAIN_FIRST, "C")
        .always(HUNG_RELEASED)
        .stuck("worker", 'D', "vhost_worker_killed", "vq[0].mutex", "holder")
        .holds("worker", "vtsk.exit_mutex", "worker.mutex")
        .chain("worker", "holder");
  }

  @Test
  void drainFirstStillHangsWhenTheWorkerWaitsInTheDataPath() {
    staged(DRAIN_FIRST, "C2")
        .always(HUNG_RELEASED)
        .stuck("worker", 'D', "vhost_transport_do_send_pkt", "vq[0].mutex", "holder");
  }

  @Test
  void theDrainThatComesFirstFaultsAsWell() {
    staged(DRAIN_FIRST, "E2")
        .always(HUNG_SILENT)
        .stuck("worker", 'R', "vhost_transport_do_send_pkt", "user page");
    staged(DRAIN_FIRST, "D2")
        .always(HUNG_RELEASED)
        .stuck("flusher", 'D', "__vhost_worker_flush", "flush completion", "worker")
        .reported("flusher");
  }

  @Test
  void itNeverLosesAFlush() {
    raced(DRAIN_FIRST, "kill-flush").always(COMPLETED);
  }
}
