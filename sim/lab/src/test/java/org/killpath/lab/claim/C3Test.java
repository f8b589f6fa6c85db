package org.killpath.lab.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.lab.claim.Ruling.Answer;

class C3Test {
  private static Judged judged;

  @BeforeAll
  static void measure() {
    judged = Judged.of(new C3());
  }

  @Test
  void everyInterleavingOfItsCellsWasExecuted() {
    assertThat(judged.isProven()).isTrue();
  }

  @Test
  void anotherLockIsNotEnoughButNotEveryIoctlBringsItAbout() {
    assertThat(judged.ruling().answer()).isEqualTo(Answer.HOLDS_ONLY_IF);
  }

  @Test
  void anIoctlThatFaultsOnItsFirstWordBlocksNobody() {
    assertThat(judged.measured().always("N", "assignment-lock", VhostOutcome.COMPLETED))
        .isTrue();
  }
}
