package org.killpath.lab.design;

import static org.killpath.lab.cell.VhostOutcome.COMPLETED;
import static org.killpath.lab.cell.VhostOutcome.DEADLOCK;
import static org.killpath.lab.cell.VhostOutcome.HUNG_RELEASED;
import static org.killpath.lab.design.ShownBy.raced;
import static org.killpath.lab.design.ShownBy.staged;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlushHoldsMutexTest {
  private static final String FLUSH_HOLDS_MUTEX = "flush-holds-mutex";

  @ParameterizedTest
  @ValueSource(strings = {"D1", "D2"})
  void itDeadlocksWhenAFlushIsPendingAsTheKillLands(String scenario) {
    staged(FLUSH_HOLDS_MUTEX, scenario)
        .always(DEADLOCK)
        .stuck("worker", 'D', "vhost_worker_killed", "worker.mutex", "flusher")
        .stuck("flusher", 'D', "__vhost_worker_flush", "flush completion", "worker")
        .holds("flusher", "dev.mutex", "worker.mutex")
        .cycle("worker", "flusher")
        .reported("worker+flusher");
  }

  @Test
  void itSometimesDeadlocksWhenAKillRacesAFlush() {
    raced(FLUSH_HOLDS_MUTEX, "kill-flush")
        .only(COMPLETED, DEADLOCK)
        .sometimes(DEADLOCK)
        .cycle("worker", "flusher");
  }

  @Test
  void withoutAFlushItHangsAsUpstreamDoes() {
    staged(FLUSH_HOLDS_MUTEX, "C")
        .always(HUNG_RELEASED)
        .stuck("worker", 'D', "vhost_worker_killed", "vq[0].mutex", "holder")
        .cycle();
  }
}
