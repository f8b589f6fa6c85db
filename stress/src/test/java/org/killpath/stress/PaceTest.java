package org.killpath.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.killpath.stress.Pace.Batch;

class PaceTest {
  private static final Duration SHORTEST = Duration.ofMillis(100);

  private final Pace pace = new Pace();

  @Test
  void timeIsSharedEquallyIfThereIsEnough() {
    final Batch batch = pace.next(Duration.ofMinutes(10), 100, 100, false);
    assertThat(batch.each()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
  }

  @Test
  void stagedOrderingsLeaveTimeToRaces() {
    assertThat(pace.next(Duration.ofMinutes(10), 100, 20, true))
        .isEqualTo(new Batch(4, Duration.ofMillis(300)));
  }

  @Test
  void stagedOrderingsAndRacesAreNotMixed() {
    assertThat(pace.next(Duration.ofMinutes(10), 100, 2, true).cells()).isEqualTo(2);
  }

  @Test
  void onlyAsManyCellsAreTakenAsFit() {
    assertThat(pace.next(Duration.ofSeconds(2), 100, 100, false)).isEqualTo(new Batch(2, SHORTEST));
    assertThat(pace.next(Duration.ofMillis(500), 100, 100, false).cells()).isZero();
    assertThat(pace.next(Duration.ZERO, 100, 100, false).cells()).isZero();
  }

  @Test
  void nothingIsLeftToDoWithoutCells() {
    assertThat(pace.next(Duration.ofMinutes(1), 0, 0, false).cells()).isZero();
  }

  @Test
  void aSlowMachineMakesCellsFewerAndAFastOneMakesThemLonger() {
    final Batch first = pace.next(Duration.ofSeconds(60), 100, 100, false);
    pace.took(first, first.each().plusSeconds(3).multipliedBy(first.cells()));
    final Batch slow = pace.next(Duration.ofSeconds(31), 96, 96, false);
    assertThat(slow).isEqualTo(new Batch(4, SHORTEST));
    assertThat(pace.next(Duration.ofSeconds(93), 96, 96, false)).isEqualTo(new Batch(10, SHORTEST));

    final Pace other = new Pace();
    final Batch begin = other.next(Duration.ofSeconds(60), 100, 100, false);
    other.took(begin, begin.each().plusMillis(200).multipliedBy(begin.cells()));
    final Batch fast = other.next(Duration.ofSeconds(60), 96, 96, false);
    assertThat(fast.cells()).isEqualTo(18);
    assertThat(fast.each()).isGreaterThan(Duration.ofMillis(400));
  }
}
