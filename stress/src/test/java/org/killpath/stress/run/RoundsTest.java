package org.killpath.stress.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private final Rounds rounds = new Rounds(Duration.ofMinutes(3));

  @Test
  void aRoundIsNotSoLongThatNothingIsLearntFromItNorSoShortThatForksOnlyBegin() {
    assertThat(rounds.next(Duration.ofMinutes(3))).hasValue(Duration.ofMillis(43_500));
    assertThat(new Rounds(Duration.ofHours(1)).next(Duration.ofHours(1)))
        .hasValue(Duration.ofMillis(73_500));
    assertThat(new Rounds(Duration.ofSeconds(60)).next(Duration.ofSeconds(60)))
        .hasValue(Duration.ofMillis(18_500));
  }

  @Test
  void roundsAreAsLongAsEachOther() {
    final Rounds three = new Rounds(Duration.ofSeconds(270));
    final Duration overhead = Duration.ofMillis(1_500);
    Duration left = Duration.ofSeconds(216);
    for (int round = 0; round < 3; round++) {
      assertThat(three.next(left)).hasValue(Duration.ofMillis(70_500));
      left = left.minus(Duration.ofMillis(70_500)).minus(overhead);
    }
    assertThat(three.next(left)).isEmpty();
  }

  @Test
  void theLastRoundTakesAllThatIsLeft() {
    assertThat(rounds.next(Duration.ofSeconds(23))).hasValue(Duration.ofMillis(21_500));
    assertThat(rounds.next(Duration.ofSeconds(2))).isEmpty();
    assertThat(rounds.next(Duration.ZERO)).isEmpty();
  }

  @Test
  void theFirstRoundIsRunHoweverLateItIs() {
    assertThat(rounds.next(Duration.ZERO)).hasValue(Duration.ofSeconds(1));
    assertThat(rounds.next(Duration.ZERO)).isEmpty();
  }

  @Test
  void whatForksCostBesideIsLearnt() {
    rounds.took(Duration.ofSeconds(20), Duration.ofSeconds(26));
    assertThat(rounds.next(Duration.ofSeconds(12))).hasValue(Duration.ofSeconds(6));
    assertThat(rounds.next(Duration.ofSeconds(6))).isEmpty();
  }
}
