package org.killpath.stress.ordering;

import org.killpath.engine.search.free.FreeRuns;
import org.killpath.engine.search.free.StageMissed;
import org.killpath.stress.fork.StallGuard;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * One world per sample: jcstress plays the scenario's two actors, pooled threads the other tasks,
 * and the arbiter takes the verdict. jcstress sees annotated methods only in the test class itself,
 * which therefore delegates to this.
 */
abstract class Race {
  /** The result of a sample that did not come to the ordering that its test is about. */
  static final String STAGE_MISSED = "STAGE_MISSED";

  private static final StallGuard GUARD = new StallGuard();

  private final FreeRuns.Played execution;

  Race(FreeRuns.PlayedRuns runs) {
    this.execution = runs.begin();
  }

  final void first() {
    execution.playFirst();
  }

  final void second() {
    execution.playSecond();
  }

  final void judge(L_Result result) {
    try {
      result.r1 = execution.verdict().summary();
    } catch (StageMissed missed) {
      result.r1 = STAGE_MISSED;
    }
    GUARD.ended();
  }
}
