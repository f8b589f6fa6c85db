package org.killpath.engine.strategy.dpor;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** See {@link PlainlySearched}. */
class DporAgreesWithPlainSearchOfSectionsTest {
  private static final PlainlySearched OF_TWO_TASKS =
      new PlainlySearched(RandomSections::new, 2, 5, Set.of(96, 102));

  private static final PlainlySearched OF_THREE_TASKS = new PlainlySearched(
      RandomSections::new,
      3,
      2,
      Set.of(5, 35, 86, 90, 96, 99, 100, 115, 121, 122, 142, 148, 150, 151, 154));

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
