package org.killpath.lab.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.killpath.lab.claim.Ruling.Answer;

class C11Test {
  private static Judged judged;

  @BeforeAll
  static void measure() {
    judged = Judged.of(new C11());
  }

  @Test
  void everyInterleavingOfItsCellsWasExecuted() {
    assertThat(judged.isProven()).isTrue();
  }

  @Test
  void nobodyIsEverStuckInSynchronizeRcu() {
    assertThat(judged.ruling().answer()).isEqualTo(Answer.DOES_NOT_HOLD);
  }

  @Test
  void theSamePlaceHasTwoCauses() {
    assertThat(judged.measured().stuckPlaces(judged.claim().cells()))
        .contains("vhost_worker_killed() on vq.mutex")
        .contains("vhost_transport_do_send_pkt() on vq.mutex")
        .noneMatch(place -> place.contains("synchronize_rcu"));
  }
}
