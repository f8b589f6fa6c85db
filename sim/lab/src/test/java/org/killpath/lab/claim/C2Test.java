package org.killpath.lab.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.lab.claim.Ruling.Answer;

class C2Test {
  private static Judged judged;

  @BeforeAll
  static void measure() {
    judged = Judged.of(new C2());
  }

  @Test
  void everyInterleavingOfItsCellsWasExecuted() {
    assertThat(judged.isProven()).isTrue();
  }

  @Test
  void noNewLockIsNeeded() {
    assertThat(judged.ruling().answer()).isEqualTo(Answer.HOLDS);
  }

  @Test
  void aCompareAndSetCompletesWhereTheNewLockDoes() {
    assertThat(judged.measured().always("C", "lock-free-detach", VhostOutcome.COMPLETED))
        .isTrue();
    assertThat(judged.measured().always("C", "assignment-lock", VhostOutcome.COMPLETED))
        .isTrue();
  }
}
