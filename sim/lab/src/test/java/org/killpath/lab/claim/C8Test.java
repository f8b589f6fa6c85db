package org.killpath.lab.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.lab.claim.Ruling.Answer;

class C8Test {
  private static Judged judged;

  @BeforeAll
  static void measure() {
    judged = Judged.of(new C8());
  }

  @Test
  void everyInterleavingOfItsCellsWasExecuted() {
    assertThat(judged.isProven()).isTrue();
  }

  @Test
  void drainingFirstBreaksNoHang() {
    assertThat(judged.ruling().answer()).isEqualTo(Answer.DOES_NOT_HOLD);
  }

  @Test
  void drainFirstStillHangsWhenTheHolderSleepsOnUserMemory() {
    assertThat(judged.measured().always("C", "drain-first", VhostOutcome.HUNG_RELEASED))
        .isTrue();
  }
}
