package org.killpath.lab.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.killpath.lab.claim.Ruling.Answer;

class C1Test {
  private static Judged judged;

  @BeforeAll
  static void measure() {
    judged = Judged.of(new C1());
  }

  @Test
  void everyInterleavingOfItsCellsWasExecuted() {
    assertThat(judged.isProven()).isTrue();
  }

  @Test
  void aLockForTheAssignmentDoesOnlyIfNoPacketIsUnderWay() {
    assertThat(judged.ruling().answer()).isEqualTo(Answer.HOLDS_ONLY_IF);
  }

  @Test
  void aLockOfItsOwnMendsTheWaitForASleepingHolder() {
    assertThat(judged.measured().hangs("C", "upstream")).isTrue();
    assertThat(judged.measured().hangs("C", "assignment-lock")).isFalse();
  }

  @Test
  void aQueuedPacketStillHangsTheWorkerBeforeItsHandler() {
    assertThat(judged.measured().hangs("C2", "assignment-lock")).isTrue();
  }
}
