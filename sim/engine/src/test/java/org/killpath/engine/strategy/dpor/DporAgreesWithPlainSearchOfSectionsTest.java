package org.killpath.engine.strategy.dpor;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** See {@link PlainlySearched}. */
class DporAgreesWithPlainSearchOfSectionsTest {
  private static final PlainlySearched OF_TWO_TASKS = new PlainlySearched(
      RandomSections::new, 2, 5, Set.of(24, 33, 47, 59, 94, 101, 102, 105, 133, 152, 155));

  private static final PlainlySearched OF_THREE_TASKS = new PlainlySearched(
      RandomSections::new,
      3,
      2,
      Set.of(
          4, 17, 25, 27, 40, 49, 57, 74, 75, 78, 81, 84, 102, 112, 132, 138, 142, 150, 154, 159,
          160));

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
