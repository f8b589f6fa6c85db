package org.killpath.lab.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.lab.cell.VhostOutcome.COMPLETED;
import static org.killpath.lab.cell.VhostOutcome.DEADLOCK;
import static org.killpath.lab.cell.VhostOutcome.HUNG_RELEASED;
import static org.killpath.lab.design.ShownBy.raced;
import static org.killpath.lab.design.ShownBy.staged;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.engine.judge.TaskReport;

class DevMutexTest {
  private static final String DEV_MUTEX = "dev-mutex";

  @ParameterizedTest
  @ValueSource(strings = {"D1", "D2"})
  void itDeadlocksWithAnIoctlThatFlushes(String scenario) {
    final ShownBy.Shown shown = staged(DEV_MUTEX, scenario)
        .always(DEADLOCK)
        .stuck("worker", 'D', "vhost_worker_killed", "dev.mutex", "flusher")
        .stuck("flusher", 'D', "__vhost_worker_flush", "flush completion", "worker")
        .holds("flusher", "dev.mutex")
        .cycle("worker", "flusher")
        .chain("worker", "flusher")
        .reported("worker+flusher");
    final TaskReport worker = shown.task("worker");
    assertThat(shown.verdict().findings().get(0).detail())
        .contains("worker " + worker.task() + " in D in vhost_worker_killed(), locks dev.mutex")
        .contains("in __vhost_worker_flush(), waits for flush completion of " + worker.task());
  }

  @Test
  void itSometimesDeadlocksWhenAKillRacesAFlush() {
    raced(DEV_MUTEX, "kill-flush")
        .only(COMPLETED, DEADLOCK)
        .sometimes(DEADLOCK)
        .cycle("worker", "flusher");
  }

  @Test
  void itWaitsForWhoeverFaultsWithDevMutexEvenWithoutAVirtqueues() {
    staged(DEV_MUTEX, "N")
        .always(HUNG_RELEASED)
        .stuck("worker", 'D', "vhost_worker_killed", "dev.mutex", "holder")
        .holds("holder", "dev.mutex");
  }
}
