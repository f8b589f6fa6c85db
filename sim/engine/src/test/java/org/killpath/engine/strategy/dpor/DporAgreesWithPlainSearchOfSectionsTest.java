package org.killpath.engine.strategy.dpor;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** See {@link PlainlySearched}. */
class DporAgreesWithPlainSearchOfSectionsTest {
  private static final PlainlySearched OF_TWO_TASKS = new PlainlySearched(
      RandomSections::new,
      2,
      5,
      Set.of(
          11, 16, 22, 28, 30, 35, 43, 46, 47, 59, 62, 64, 74, 77, 82, 99, 102, 108, 110, 121, 127,
          133, 135, 140, 145, 164, 173));

  private static final PlainlySearched OF_THREE_TASKS = new PlainlySearched(
      RandomSections::new,
      3,
      2,
      Set.of(
          1, 13, 14, 16, 22, 23, 27, 30, 32, 35, 36, 39, 43, 45, 49, 57, 58, 59, 60, 63, 65, 66, 67,
          69, 70, 74, 80, 83, 87, 101, 102, 103, 107, 112, 114, 115, 117, 118, 119, 121, 124, 125,
          132, 138, 141, 142, 144, 149, 159, 160, 162, 165, 170, 173, 174, 175, 176, 177, 183, 185,
          195, 196, 197, 206, 207));

  @Test
  void onCriticalSectionsOfTwoTasks() {
    OF_TWO_TASKS.compare();
  }

  @Test
  void onCriticalSectionsOfThreeTasks() {
    OF_THREE_TASKS.compare();
  }

  @Test
  void whatIsLeftOutUnsearchedHasALongSearch() {
    OF_TWO_TASKS.assertTooLong();
    OF_THREE_TASKS.assertTooLong();
  }
}
