package org.killpath.engine.strategy.dpor;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** See {@link PlainlySearched}. */
class DporAgreesWithPlainSearchOfTwoTasksTest {
  private static final PlainlySearched PROGRAMS =
      new PlainlySearched(RandomProgram::new, 2, 5, Set.of());

  @Test
  void onRandomProgramsOfTwoTasksOverEveryPrimitive() {
    PROGRAMS.compare();
  }
}
