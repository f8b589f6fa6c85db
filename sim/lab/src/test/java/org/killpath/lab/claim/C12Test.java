package org.killpath.lab.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.killpath.engine.judge.LockOrder;
import org.killpath.lab.claim.Ruling.Answer;

class C12Test {
  private static Judged judged;

  @BeforeAll
  static void measure() {
    judged = Judged.of(new C12());
  }

  @Test
  void everyInterleavingOfItsCellsWasExecuted() {
    assertThat(judged.isProven()).isTrue();
  }

  @Test
  void workerMutexAlwaysComesBeforeVqMutex() {
    assertThat(judged.ruling().answer()).isEqualTo(Answer.DOES_NOT_HOLD);
  }

  @Test
  void theOtherOrderIsCollectedSoThatAnInversionWouldShow() {
    final LockOrder order = judged.measured().lockOrder("upstream", List.of("C", "A"));
    assertThat(order.has("worker.mutex", "vq.mutex")).isTrue();
    assertThat(order.inversions()).isEmpty();
  }
}
