package org.killpath.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.killpath.engine.measure.Spread.Hunt;

/** Quartiles are those of all runs, those that found nothing included. */
class SpreadTest {
  private static Spread of(int misses, long... found) {
    final List<Hunt> hunts = new ArrayList<>();
    for (long number : found) {
      hunts.add(new Hunt(OptionalLong.of(number), number, false));
    }
    for (int i = 0; i < misses; i++) {
      hunts.add(new Hunt(OptionalLong.empty(), 100, false));
    }
    return Spread.of(hunts);
  }

  @Test
  void theMedianIsTheMiddleOneInOrder() {
    assertThat(of(0, 9, 1, 5).median()).hasValue(5);
    assertThat(of(0, 4, 3, 2, 1).quantile(0.25)).hasValue(1);
    assertThat(of(0, 4, 3, 2, 1).quantile(0.75)).hasValue(3);
  }

  @Test
  void runsThatFoundNothingStandBehindAllOthers() {
    final Spread spread = of(2, 7, 3, 8);
    assertThat(spread.quantile(0.25)).hasValue(7);
    assertThat(spread.median()).hasValue(8);
    assertThat(spread.quantile(0.75)).isEmpty();
    assertThat(spread.limit()).isEqualTo(100);
    assertThat(spread.allFound()).isFalse();
  }

  @Test
  void thereIsNoMedianIfMostFoundNothing() {
    assertThat(of(3, 1, 1).median()).isEmpty();
    assertThat(of(3, 1, 1).quantile(0.25)).hasValue(1);
    assertThat(of(2).noneFound()).isTrue();
  }
}
