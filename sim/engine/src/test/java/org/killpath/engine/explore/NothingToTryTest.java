package org.killpath.engine.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.program.Program;
import org.killpath.engine.program.Programs;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.Ready;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.engine.strategy.Strategy;
import org.killpath.engine.strategy.Systematic;

/** What was explored by nobody, or cannot be told from others, is not as it should be. */
class NothingToTryTest {
  private static Result<Program> explored(Program program, Strategy strategy) {
    return new Explorer<Program>(
            seed -> strategy,
            () -> new Controlled(Carriers.best()),
            1,
            Bounds.ofSchedules(10),
            1,
            Explorer.Progress.none())
        .explore(List.of(program))
        .get(0);
  }

  /** So many executions, each of which it cuts. */
  private static Strategy cutting(int executions) {
    return new Strategy() {
      @Override
      public String name() {
        return "idle";
      }

      @Override
      public boolean begin(long execution) {
        return execution < executions;
      }

      @Override
      public int choose(Ready ready) {
        return CUT;
      }

      @Override
      public void end(List<Task> tasks) {
        // nothing is learned
      }
    };
  }

  @ParameterizedTest
  @CsvSource({"0", "3"})
  void aStrategyWithWhichNoExecutionComesToItsEndHasFailed(int executions) {
    assertThat(explored(Programs.mutex(2), cutting(executions)).failure())
        .contains("schedule " + executions
            + ": idle has nothing to try, and no execution has come to its end");
  }

  @Test
  void aStrategyThatCutsEveryExecutionHasFailed() {
    final Result<Program> result = explored(Programs.mutex(2), cutting(Integer.MAX_VALUE));
    assertThat(result.failure())
        .contains("schedule 10000: idle has cut each execution before it,"
            + " and none has come to its end");
    assertThat(result.cut()).isEqualTo(10_000);
  }

  /** Its search may begin where there is much that shows nothing new. */
  @Test
  void oneThatGoesThroughThemOneByOneMayCutMore() {
    final Strategy cutting = cutting(12_000);
    final Strategy systematic = new Systematic() {
      @Override
      public String name() {
        return cutting.name();
      }

      @Override
      public boolean begin(long execution) {
        return cutting.begin(execution);
      }

      @Override
      public int choose(Ready ready) {
        return cutting.choose(ready);
      }

      @Override
      public void end(List<Task> tasks) {
        cutting.end(tasks);
      }

      @Override
      public boolean isComplete() {
        return false;
      }

      @Override
      public Optional<long[]> frontier() {
        return Optional.of(new long[0]);
      }

      @Override
      public void resume(long[] frontier) {
        throw new IllegalArgumentException("nobody stops it");
      }
    };
    assertThat(explored(Programs.mutex(2), systematic).failure())
        .contains("schedule 12000: idle has nothing to try, and no execution has come to its end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", ""})
  void anIdThatNoTokenCanHaveIsNone(String id) {
    final Program program = new Program(id, tasks -> tasks.add(current -> {}));
    final Result<Program> result = explored(program, new RandomWalk(1));
    assertThatThrownBy(() -> result.sightings().get(0).token())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the id of a subject is not empty and has no white space, as '" + id + "'");
  }

  @Test
  void anyOtherIdWillDo() {
    final Program program = new Program("a.b~c", tasks -> tasks.add(current -> {}));
    assertThat(explored(program, new RandomWalk(1)).sightings().get(0).token())
        .startsWith("s1.a.b~c.");
  }
}
