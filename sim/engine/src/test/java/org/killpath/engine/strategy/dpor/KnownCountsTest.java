package org.killpath.engine.strategy.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.program.Program;
import org.killpath.engine.program.Programs;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Runner;
import org.killpath.engine.search.Search;

/**
 * How many executions come to their end under reduction, for programs whose number of classes is
 * known: from combinatorics, or from the tables of Abdulla et al., POPL 2014 (column "optimal": one
 * execution for each class). Executions that a sleep set cuts short are counted apart.
 */
class KnownCountsTest {
  private static Controlled controlled;

  @BeforeAll
  static void open() {
    controlled = new Controlled(Carriers.best());
  }

  @AfterAll
  static void close() {
    controlled.close();
  }

  private static SourceDpor explore(Program program) {
    final SourceDpor dpor = new SourceDpor();
    for (Ran<Program> ran : Search.of(program, dpor).on(controlled)) {
      assertThat(ran).isNotInstanceOf(Ran.Missed.class); // those cut are counted by the strategy
    }
    assertThat(dpor.isComplete()).isTrue();
    return dpor;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 6", "4, 24", "5, 120", "6, 720"})
  void tasksThatLockOneMutexOnceHaveAsManyExecutionsAsOrders(int tasks, long factorial) {
    final SourceDpor dpor = explore(Programs.mutex(tasks));
    assertThat(dpor.executions()).isEqualTo(factorial);
    assertThat(dpor.cutShort()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8})
  void tasksThatHaveNothingInCommonHaveOneExecution(int tasks) {
    final SourceDpor dpor = explore(Programs.independent(tasks));
    assertThat(dpor.executions()).isEqualTo(1);
    assertThat(dpor.cutShort()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"2, 4", "8, 256", "10, 1024"})
  void readersOfOneWriter(int readers, long classes) {
    final SourceDpor dpor = explore(Programs.readers(readers));
    assertThat(dpor.executions()).isEqualTo(classes);
    assertThat(dpor.cutShort()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"5, 64", "8, 704"})
  void lastzero(int tasks, long classes) {
    assertThat(explore(Programs.lastzero(tasks)).executions()).isEqualTo(classes);
  }

  @ParameterizedTest
  @CsvSource({"11, 1", "12, 8", "13, 64"})
  void indexer(int tasks, long classes) {
    final SourceDpor dpor = explore(Programs.indexer(tasks));
    assertThat(dpor.executions()).isEqualTo(classes);
    assertThat(dpor.cutShort()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"13, 1", "14, 2", "16, 8", "18, 32", "19, 64"})
  void filesystem(int tasks, long classes) {
    final SourceDpor dpor = explore(Programs.filesystem(tasks));
    assertThat(dpor.executions()).isEqualTo(classes);
    assertThat(dpor.cutShort()).isZero();
  }

  @Test
  void noTwoExecutionsOfALockProgramAreEquivalent() {
    final SourceDpor dpor = new SourceDpor();
    final Set<String> orders = new HashSet<>();
    long executions = 0;
    for (long i = 0; dpor.begin(i); i++) {
      final StringBuilder order = new StringBuilder();
      final Program program = new Program("mutex", tasks -> {
        final Mutex mutex = new Mutex(tasks.kernel(), "mutex");
        for (int task = 0; task < 5; task++) {
          tasks.add(current -> {
            mutex.lock(current);
            order.append(current.number());
            mutex.unlock(current);
          });
        }
      });
      new Runner<>(program, controlled).run(dpor, StepObserver.NONE);
      orders.add(order.toString());
      executions++;
    }
    assertThat(orders).hasSize((int) executions).hasSize(120);
  }
}
