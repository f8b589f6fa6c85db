package org.killpath.lab.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.lab.claim.Ruling.Answer;

class C10Test {
  private static Judged judged;

  @BeforeAll
  static void measure() {
    judged = Judged.of(new C10());
  }

  @Test
  void everyInterleavingOfItsCellsWasExecuted() {
    assertThat(judged.isProven()).isTrue();
  }

  @Test
  void kthreadWorkersAvoidItOnlyIfNobodyWaitsForTheWorker() {
    assertThat(judged.ruling().answer()).isEqualTo(Answer.HOLDS_ONLY_IF);
  }

  @Test
  void theKilledGroupEndsWhateverTheWorkerDoes() {
    assertThat(judged.measured().always("C2", "kthread", VhostOutcome.COMPLETED))
        .isTrue();
  }

  @Test
  void aFlushWaitsForAWorkerThatNoSignalReaches() {
    assertThat(judged.measured().hangs("D1", "kthread")).isTrue();
  }
}
