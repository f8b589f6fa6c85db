package org.killpath.lab.design;

import static org.killpath.lab.cell.VhostOutcome.COMPLETED;
import static org.killpath.lab.cell.VhostOutcome.HUNG_RELEASED;
import static org.killpath.lab.cell.VhostOutcome.HUNG_SILENT;
import static org.killpath.lab.design.ShownBy.raced;
import static org.killpath.lab.design.ShownBy.staged;

import org.junit.jupiter.api.Test;

class DeferredDetachTest {
  private static final String DEFERRED_DETACH = "deferred-detach";

  @Test
  void theKernelWorkerWaitsForVqMutexInsteadOfTheDyingGroup() {
    staged(DEFERRED_DETACH, "C")
        .always(COMPLETED)
        .nothingBut(COMPLETED)
        .stuck("detach-work", 'D', "vhost_worker_detach_work", "vq[0].mutex", "holder")
        .leftBehind("holder", "detach-work");
  }

  @Test
  void itsDrainStillFaultsInTheDyingWorker() {
    staged(DEFERRED_DETACH, "E2").always(HUNG_SILENT);
    staged(DEFERRED_DETACH, "D2").always(HUNG_RELEASED).reported("flusher");
  }

  @Test
  void theLastCloseWaitsForTheItem() {
    raced(DEFERRED_DETACH, "kill-release").always(COMPLETED);
  }
}
