package org.killpath.lab.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.lab.claim.Ruling.Answer;

class C7Test {
  private static Judged judged;

  @BeforeAll
  static void measure() {
    judged = Judged.of(new C7());
  }

  @Test
  void everyInterleavingOfItsCellsWasExecuted() {
    assertThat(judged.isProven()).isTrue();
  }

  @Test
  void thereIsACircleOnlyIfTheHandlerOrTheFlushKeepsALock() {
    assertThat(judged.ruling().answer()).isEqualTo(Answer.HOLDS_ONLY_IF);
  }

  @Test
  void upstreamShowsNoCycleInAnyInterleaving() {
    assertThat(judged.claim().cells())
        .filteredOn(cell -> cell.design().equals("upstream"))
        .noneMatch(
            cell -> judged.measured().shows(cell.scenario(), "upstream", VhostOutcome.DEADLOCK));
  }
}
