package org.killpath.engine.strategy.dpor;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** See {@link PlainlySearched}. */
class DporAgreesWithPlainSearchOfLoopsTest {
  private static final PlainlySearched OF_TWO_TASKS = new PlainlySearched(
      RandomLoops::new, 2, 5, Set.of(17, 26, 29, 46, 67, 69, 88, 91, 115, 118, 135, 136, 142, 151));

  private static final PlainlySearched OF_THREE_TASKS = new PlainlySearched(
      RandomLoops::new,
      3,
      1,
      Set.of(
          1, 2, 7, 15, 21, 36, 37, 40, 45, 48, 52, 56, 57, 65, 67, 76, 78, 81, 84, 87, 88, 93, 105,
          107, 110, 111, 113, 120, 126, 133, 137, 139, 140, 144, 145, 146, 151, 153, 156, 158, 159,
          167, 169, 172, 175, 176, 182, 183, 184, 187, 194, 197, 199));

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
