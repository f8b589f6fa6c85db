package org.killpath.engine.strategy.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.Ready;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Search;
import org.killpath.engine.strategy.Strategy;

/**
 * Steps that an execution shares with the one before are taken without asking who could go on. If
 * another search has had the runtime meanwhile everything is asked for again; and that does not show.
 */
class RepeatedStepsTest {
  private static final int EXECUTIONS = 200;

  /** Counts how it is asked. */
  private static final class Counting implements Strategy {
    private final Strategy inner = new SourceDpor();
    private long repeated;

    @Override
    public String name() {
      return inner.name();
    }

    @Override
    public boolean begin(long execution) {
      return inner.begin(execution);
    }

    @Override
    public boolean repeats(boolean isFirstOfPart) {
      final boolean repeats = inner.repeats(isFirstOfPart);
      repeated += repeats ? 1 : 0;
      return repeats;
    }

    @Override
    public int choose(Ready ready) {
      return inner.choose(ready);
    }

    @Override
    public void end(List<Task> tasks) {
      inner.end(tasks);
    }
  }

  /** What each execution came to, and the schedule that replays it. */
  private static List<String> executions(long seed, Strategy strategy, boolean alone) {
    final RandomLoops program = new RandomLoops(seed, 4, 5);
    final List<String> executions = new ArrayList<>();
    try (Controlled controlled = new Controlled(Carriers.best())) {
      for (Ran<Shown> ran :
          Search.<Shown>of(program, strategy).atMost(EXECUTIONS).on(controlled)) {
        if (ran instanceof Ran.Ended<Shown> ended) {
          executions.add(program.shown() + " " + List.of(ended.schedule()) + " "
              + ended.schedule().digest() + " " + controlled.decisions() + " "
              + controlled.steps());
        } else {
          executions.add("cut after " + controlled.steps());
        }
        if (!alone) {
          Search.plain(new RandomLoops(seed, 4, 5)).on(controlled).iterator().next();
        }
      }
    }
    return executions;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void whetherStepsAreRepeatedDoesNotShow(long seed) {
    final Counting alone = new Counting();
    final Counting beside = new Counting();
    final List<String> expected = executions(seed, beside, false);
    assertThat(executions(seed, alone, true)).isEqualTo(expected);
    assertThat(beside.repeated).isZero();
  }

  @Test
  void stepsAreRepeatedIfNobodyElseHasTheRuntime() {
    long repeated = 0;
    long executions = 0;
    for (long seed = 1; seed <= 12; seed++) {
      final Counting alone = new Counting();
      executions += executions(seed, alone, true).size();
      repeated += alone.repeated;
    }
    assertThat(executions).isGreaterThan(100);
    assertThat(repeated).isGreaterThan(executions);
  }
}
