package org.killpath.lab.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.lab.cell.VhostOutcome.GAVE_UP;
import static org.killpath.lab.cell.VhostOutcome.HUNG_RELEASED;
import static org.killpath.lab.cell.VhostOutcome.HUNG_SILENT;
import static org.killpath.lab.cell.VhostOutcome.WARNED;
import static org.killpath.lab.design.ShownBy.staged;

import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.state.TaskState;

/** Trying instead of waiting: with a limit it gives up, without one it hangs unseen. */
class TrylockTest {
  @Test
  void withALimitItGivesUpAndLeavesAVirtqueueToADeadWorker() {
    final ShownBy.Shown shown = staged("trylock-backoff", "C")
        .always(GAVE_UP)
        .finding(WARNED, "last close")
        .leftBehind("holder");
    assertThat(shown.verdict().findings())
        .anySatisfy(finding -> assertThat(finding.detail()).contains("vq[0] is still attached to"));
  }

  @Test
  void withoutALimitItHangsInDButIsScheduledSoThatNobodyReportsIt() {
    final ShownBy.Shown shown = staged("trylock-unbounded", "C")
        .always(HUNG_SILENT)
        .stuck("worker", 'D', "vhost_worker_killed", "vq[0].mutex", "holder")
        .reported("-");
    assertThat(shown.task("worker").state()).isEqualTo(TaskState.RETRY);
  }

  @Test
  void neitherHelpsAWorkerThatWaitsInTheDataPath() {
    staged("trylock-backoff", "C2").always(HUNG_RELEASED);
    staged("trylock-unbounded", "C2").always(HUNG_RELEASED);
  }
}
