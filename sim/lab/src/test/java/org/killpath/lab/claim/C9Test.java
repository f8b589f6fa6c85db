package org.killpath.lab.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.lab.claim.Ruling.Answer;

class C9Test {
  private static Judged judged;

  @BeforeAll
  static void measure() {
    judged = Judged.of(new C9());
  }

  @Test
  void everyInterleavingOfItsCellsWasExecuted() {
    assertThat(judged.isProven()).isTrue();
  }

  @Test
  void backOffAndDeferringHelpOnlyAnIdleWorker() {
    assertThat(judged.ruling().answer()).isEqualTo(Answer.HOLDS_ONLY_IF);
  }

  @Test
  void backOffGivesUpAndLeavesTheQueueAttached() {
    assertThat(judged.measured().always("C", "trylock-backoff", VhostOutcome.GAVE_UP))
        .isTrue();
  }

  @Test
  void deferringCompletesWhenTheWorkerIsIdle() {
    assertThat(judged.measured().always("C", "deferred-detach", VhostOutcome.COMPLETED))
        .isTrue();
  }

  @Test
  void bothHangWhenAPacketIsQueuedBefore() {
    assertThat(judged.measured().hangs("C2", "trylock-backoff")).isTrue();
    assertThat(judged.measured().hangs("C2", "deferred-detach")).isTrue();
  }
}
