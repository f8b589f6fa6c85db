package org.killpath.lab.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.killpath.lab.claim.Ruling.Answer;

class C4Test {
  private static Judged judged;

  @BeforeAll
  static void measure() {
    judged = Judged.of(new C4());
  }

  @Test
  void everyInterleavingOfItsCellsWasExecuted() {
    assertThat(judged.isProven()).isTrue();
  }

  @Test
  void aDesignWithoutTheseHangsAddsNoLockToTheDataPath() {
    assertThat(judged.ruling().answer()).isEqualTo(Answer.HOLDS);
  }

  @Test
  void theCostsAreCountedAndNotZero() {
    assertThat(judged.measured().costs("upstream"))
        .allSatisfy(cost -> assertThat(cost.mutexes()).isPositive());
  }
}
