package org.killpath.engine.strategy.dpor;

import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * See {@link PlainlySearched}. Two of the tasks begin when the others are at rest, alone or together,
 * or are started by one of them.
 */
class DporAgreesWithPlainSearchOfPartsTest {
  private static final PlainlySearched PROGRAMS = new PlainlySearched(
      (seed, tasks, steps) -> new RandomProgram(seed, tasks, steps, 2), 4, 2, Set.of());

  @Test
  void onRandomProgramsOfTasksThatBeginLater() {
    PROGRAMS.compare();
  }
}
