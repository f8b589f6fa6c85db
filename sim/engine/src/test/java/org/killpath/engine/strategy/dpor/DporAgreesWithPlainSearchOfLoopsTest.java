package org.killpath.engine.strategy.dpor;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** See {@link PlainlySearched}. */
class DporAgreesWithPlainSearchOfLoopsTest {
  private static final PlainlySearched OF_TWO_TASKS =
      new PlainlySearched(RandomLoops::new, 2, 5, Set.of(29, 65, 73, 90, 91, 128, 144));

  private static final PlainlySearched OF_THREE_TASKS = new PlainlySearched(
      RandomLoops::new,
      3,
      1,
      Set.of(
          27, 37, 38, 45, 47, 48, 56, 70, 76, 93, 99, 103, 104, 105, 106, 108, 110, 111, 127, 133,
          137, 138, 139, 144, 145, 149, 153, 156, 158, 160, 162, 167));

  @Test
  void onALoopAndWhoeverGivesItWork() {
    OF_TWO_TASKS.compare();
  }

  @Test
  void onThreeTasksWithLoopsAmongThem() {
    OF_THREE_TASKS.compare();
  }

  @Test
  void whatIsLeftOutUnsearchedHasALongSearch() {
    OF_TWO_TASKS.assertTooLong();
    OF_THREE_TASKS.assertTooLong();
  }
}
