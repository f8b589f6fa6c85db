package org.killpath.lab.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.lab.cell.VhostOutcome.COMPLETED;
import static org.killpath.lab.cell.VhostOutcome.HUNG_RELEASED;
import static org.killpath.lab.design.ShownBy.raced;
import static org.killpath.lab.design.ShownBy.staged;

import org.junit.jupiter.api.Test;

class KthreadTest {
  private static final String KTHREAD = "kthread";

  @Test
  void theGroupIsReapedWhileTheWorkerSleepsOnUntilTheLastClose() {
    final ShownBy.Shown shown =
        staged(KTHREAD, "C").always(COMPLETED).nothingBut(COMPLETED).leftBehind("worker", "holder");
    assertThat(shown.task("worker").state().shown()).isEqualTo('S');
    assertThat(shown.task("worker").tgid()).isNotEqualTo(shown.task("owner").tgid());
  }

  @Test
  void theWorkerMayWaitForVqMutexWithoutHoldingUpTheGroup() {
    staged(KTHREAD, "C2")
        .always(COMPLETED)
        .stuck("worker", 'D', "vhost_transport_do_send_pkt", "vq[0].mutex", "holder");
  }

  @Test
  void aFlushStillWaitsForAFaultThatNoSignalEndsAnyMore() {
    staged(KTHREAD, "D1")
        .always(HUNG_RELEASED)
        .stuck("worker", 'S', "vhost_transport_do_send_pkt", "user page")
        .stuck("flusher", 'D', "__vhost_worker_flush", "flush completion", "worker")
        .reported("flusher");
  }

  @Test
  void noRaceHangs() {
    raced(KTHREAD, "kill-flush").always(COMPLETED);
    raced(KTHREAD, "kill-set-owner").always(COMPLETED);
    raced(KTHREAD, "kill-release").always(COMPLETED);
  }
}
