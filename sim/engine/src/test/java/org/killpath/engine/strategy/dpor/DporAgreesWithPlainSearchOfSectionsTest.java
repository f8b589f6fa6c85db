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
          4, 7, 12, 17, 21, 24, 37, 40, 55, 69, 77, 88, 90, 92, 96, 101, 102, 105, 123, 142, 155,
          156, 157, 160, 164));

  private static final PlainlySearched OF_THREE_TASKS = new PlainlySearched(
      RandomSections::new,
      3,
      2,
      Set.of(
          0, 4, 6, 13, 23, 29, 34, 39, 44, 47, 49, 53, 58, 63, 70, 74, 97, 103, 115, 116, 132, 136,
          138, 140, 145, 151, 155, 159, 172, 173));

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
