package org.killpath.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.engine.program.FaultyPrograms;
import org.killpath.engine.program.Program;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Search;

class PctTest {
  private static final int RUNS = 10_000;

  private static Controlled controlled;

  @BeforeAll
  static void open() {
    controlled = new Controlled(Carriers.best());
  }

  @AfterAll
  static void close() {
    controlled.close();
  }

  private static int bugs(Program program, Strategy strategy, int runs) {
    int bugs = 0;
    for (Ran<Program> ran : Search.of(program, strategy).atMost(runs).on(controlled)) {
      if (ran instanceof Ran.Ended<Program> ended && ended.verdict().outcome().isFailure()) {
        bugs++;
      }
    }
    return bugs;
  }

  /**
   * The second task must take none of its first two steps in all of the 61 of the first: with fair
   * coins that has a probability below 62/2^61 in each run.
   */
  @Test
  void randomWalkMissesFigure5In100Schedules() {
    assertThat(bugs(FaultyPrograms.figure5(20), new RandomWalk(1), 100)).isZero();
  }

  /** Whenever the first task has the higher priority, so with 1/2 in each: all 20 miss with 2^-20. */
  @Test
  void pctFindsFigure5WithinItsBound() {
    assertThat(bugs(FaultyPrograms.figure5(20), new Pct(1, 1, 0), 20)).isPositive();
  }

  /** n = 2 tasks, k steps, a bug of depth d: each run finds it with at least 1/(n k^(d-1)). */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void pctKeepsItsGuaranteeOverManyRuns(int depth) {
    final Program program = FaultyPrograms.alternation(depth);
    final int steps = 2 + depth + 1; // each task also starts
    final double guaranteed = RUNS / (2 * Math.pow(steps, depth - 1));
    final int found = bugs(program, new Pct(7, depth, steps), RUNS);
    final double deviation = Math.sqrt(guaranteed);
    assertThat((double) found).isGreaterThan(guaranteed - 4 * deviation);
  }

  @Test
  void aDepthTooSmallNeverFindsABugThatNeedsMoreSwitches() {
    assertThat(bugs(FaultyPrograms.alternation(4), new Pct(3, 2, 9), RUNS)).isZero();
  }
}
