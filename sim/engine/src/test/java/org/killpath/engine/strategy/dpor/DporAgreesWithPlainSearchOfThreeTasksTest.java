package org.killpath.engine.strategy.dpor;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** See {@link PlainlySearched}. */
class DporAgreesWithPlainSearchOfThreeTasksTest {
  private static final PlainlySearched PROGRAMS =
      new PlainlySearched(RandomProgram::new, 3, 3, Set.of(5, 9, 15, 16, 21, 24, 34, 109, 156));

  @Test
  void onRandomProgramsOfThreeTasksOverEveryPrimitive() {
    PROGRAMS.compare();
  }

  @Test
  void whatIsLeftOutUnsearchedHasALongSearch() {
    PROGRAMS.assertTooLong();
  }
}
