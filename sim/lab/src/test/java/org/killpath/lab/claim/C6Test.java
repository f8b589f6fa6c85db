package org.killpath.lab.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.lab.claim.Ruling.Answer;

class C6Test {
  private static Judged judged;

  @BeforeAll
  static void measure() {
    judged = Judged.of(new C6());
  }

  @Test
  void everyInterleavingOfItsCellsWasExecuted() {
    assertThat(judged.isProven()).isTrue();
  }

  @Test
  void devMutexInTheHandlerDeadlocksWithAFlush() {
    assertThat(judged.ruling().answer()).isEqualTo(Answer.HOLDS);
  }

  @Test
  void thePlainRaceDeadlocksSometimesAndNotAlways() {
    assertThat(judged.measured().shows("kill-flush", "dev-mutex", VhostOutcome.DEADLOCK))
        .isTrue();
    assertThat(judged.measured().shows("kill-flush", "dev-mutex", VhostOutcome.COMPLETED))
        .isTrue();
  }
}
