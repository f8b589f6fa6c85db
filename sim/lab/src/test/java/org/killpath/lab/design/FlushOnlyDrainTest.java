package org.killpath.lab.design;

import static org.killpath.lab.cell.VhostOutcome.COMPLETED;
import static org.killpath.lab.cell.VhostOutcome.HUNG_RELEASED;
import static org.killpath.lab.design.ShownBy.raced;
import static org.killpath.lab.design.ShownBy.staged;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is dropped in the drain cannot fault, and is accounted for. */
class FlushOnlyDrainTest {
  @ParameterizedTest
  @ValueSource(strings = {"C", "E2", "D1", "D2"})
  void nothingInTheHandlerWaitsForUserMemoryAnyMore(String scenario) {
    staged("flush-only-drain", scenario).always(COMPLETED).nothingBut(COMPLETED).reported("-");
  }

  @Test
  void onlyTheDataPathItselfIsLeftToHangIn() {
    staged("flush-only-drain", "C2")
        .always(HUNG_RELEASED)
        .stuck("worker", 'D', "vhost_transport_do_send_pkt", "vq[0].mutex", "holder");
  }

  @Test
  void itStillCompletesThePendingFlushes() {
    raced("flush-only-drain", "kill-flush").always(COMPLETED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"B", "C", "C2", "D1", "D2", "E2", "F"})
  void withAKillableDataPathNothingHangsThatCanBeKilled(String scenario) {
    staged("killable-datapath", scenario).always(COMPLETED).nothingBut(COMPLETED);
  }

  @Test
  void theKillableDataPathAloneOnlyMovesTheHangIntoTheHandler() {
    staged("upstream-killable", "C2")
        .always(HUNG_RELEASED)
        .stuck("worker", 'D', "vhost_worker_killed", "vq[0].mutex", "holder");
  }
}
