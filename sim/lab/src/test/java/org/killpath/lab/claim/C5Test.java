package org.killpath.lab.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.killpath.lab.claim.Ruling.Answer;

class C5Test {
  private static Judged judged;

  @BeforeAll
  static void measure() {
    judged = Judged.of(new C5());
  }

  @Test
  void everyInterleavingOfItsCellsWasExecuted() {
    assertThat(judged.isProven()).isTrue();
  }

  @Test
  void theHolderIsMissingFromTheListOnlyIfItRuns() {
    assertThat(judged.ruling().answer()).isEqualTo(Answer.HOLDS_ONLY_IF);
  }

  @Test
  void aSleepingHolderIsListed() {
    assertThat(judged.measured().hangs("C", "upstream")).isTrue();
    assertThat(judged.ruling().because()).contains("asleep (C) it is listed");
  }
}
