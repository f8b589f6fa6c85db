package org.killpath.engine.strategy.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.Timeout;
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

  /** Each of {@code tasks} has one critical section of the same lock. */
  private static Program sections(int tasks, BiConsumer<Mutex, Task> inside) {
    return new Program("sections", program -> {
      final Mutex mutex = new Mutex(program.kernel(), "mutex").transparent();
      for (int task = 0; task < tasks; task++) {
        program.add(current -> {
          mutex.lock(current);
          inside.accept(mutex, current);
          mutex.unlock(current);
        });
      }
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void criticalSectionsOfATransparentLockWithNothingInCommonHaveOneExecution(int tasks) {
    final SourceDpor dpor = explore(sections(tasks, (mutex, current) -> {}));
    assertThat(dpor.executions()).isEqualTo(1);
    assertThat(dpor.cutShort()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "3, 6", "5, 120"})
  void thoseThatHideWhatTheyDoHaveAsManyAsOrders(int tasks, long factorial) {
    assertThat(explore(sections(tasks, (mutex, current) -> mutex.hides())).executions())
        .isEqualTo(factorial);
  }

  /** In one of the sections it fails; before, between and after them it does not, which is all the same. */
  @ParameterizedTest
  @CsvSource({"1, 2", "2, 3", "5, 6"})
  void aTryFailsInEachSectionOrInNone(int sections, long classes) {
    final Program program = new Program("try", tasks -> {
      final Mutex mutex = new Mutex(tasks.kernel(), "mutex").transparent();
      for (int task = 0; task < sections; task++) {
        tasks.add(current -> {
          mutex.lock(current);
          mutex.unlock(current);
        });
      }
      tasks.add(current -> {
        if (mutex.trylock(current)) {
          mutex.unlock(current);
        }
      });
    });
    assertThat(explore(program).executions()).isEqualTo(classes);
  }

  /** Time passes when everybody is at rest, and the lock that is wanted is another. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void whoeverSleepsBetweenTriesHasNothingToDoWithTheOthers(int others) {
    final Program program = new Program("back off", tasks -> {
      final Mutex mutex = new Mutex(tasks.kernel(), "mutex");
      final Shared<Integer> x = new Shared<>(tasks.kernel(), "x", 0);
      tasks.add(current -> {
        mutex.lock(current);
        Timeout.sleep(current, "timer");
      });
      tasks.add(current -> {
        while (!mutex.trylock(current) && Mutex.backOff(current, List.of(mutex), true)) {
          // another try
        }
      });
      for (int other = 0; other < others; other++) {
        tasks.add(current -> {
          x.get(current);
          x.get(current);
        });
      }
    });
    assertThat(explore(program).executions()).as("who has the lock first").isEqualTo(2);
  }

  /**
   * Somebody goes through the locks while another tries each of them until he has had it: what his tries
   * can come to. That one of them is free is enough to try again, whichever it is.
   */
  @ParameterizedTest
  @CsvSource({"1, 2", "2, 5", "3, 12", "5, 58"})
  void triesForSeveralLocks(int locks, int results) {
    final Set<String> seen = new HashSet<>();
    final Program program = new Program("tries", tasks -> {
      final List<Mutex> mutexes = mutexes(tasks, locks);
      tasks.add(current -> goThrough(mutexes, current));
      tasks.add(current -> {
        final StringBuilder tries = new StringBuilder();
        final List<Mutex> left = new ArrayList<>(mutexes);
        do {
          for (Mutex mutex : List.copyOf(left)) {
            final boolean taken = mutex.trylock(current);
            tries.append(taken).append(mutex.index());
            if (taken) {
              mutex.unlock(current);
              left.remove(mutex);
            }
          }
        } while (!left.isEmpty() && Mutex.backOff(current, List.copyOf(left), false));
        seen.add(tries.toString());
      });
    });
    explore(program);
    assertThat(seen).hasSize(results);
  }

  /** All that matters is that there is one that is free, which is always so. */
  @Test
  void whoeverWantsOneOfSeveralLocksLooksAtOne() {
    final Program program = new Program("back off", tasks -> {
      final List<Mutex> mutexes = mutexes(tasks, 3);
      tasks.add(current -> goThrough(mutexes, current));
      tasks.add(current -> Mutex.backOff(current, mutexes, false));
    });
    assertThat(explore(program).executions())
        .as("before or after the first is locked; with all looked at, one for each step")
        .isEqualTo(2);
  }

  private static List<Mutex> mutexes(Program.Tasks tasks, int count) {
    final List<Mutex> mutexes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      mutexes.add(new Mutex(tasks.kernel(), "mutex", i).transparent());
    }
    return mutexes;
  }

  private static void goThrough(List<Mutex> mutexes, Task current) {
    for (Mutex mutex : mutexes) {
      mutex.lock(current);
      mutex.unlock(current);
    }
  }

  /** Locks that are taken one after the other: two to the power of their number without it. */
  @ParameterizedTest
  @CsvSource({"6, true, 1", "6, false, 64"})
  void twoTasksThatGoThroughSeveralLocks(int locks, boolean transparent, long classes) {
    final Program program = new Program("locks", tasks -> {
      final List<Mutex> mutexes = new ArrayList<>();
      for (int i = 0; i < locks; i++) {
        final Mutex mutex = new Mutex(tasks.kernel(), "mutex", i);
        mutexes.add(transparent ? mutex.transparent() : mutex);
      }
      for (int task = 0; task < 2; task++) {
        tasks.add(current -> goThrough(mutexes, current));
      }
    });
    assertThat(explore(program).executions()).isEqualTo(classes);
  }

  /** It begins before or after the grace period; whether that had to wait for it shows nowhere. */
  @Test
  void aReaderAndAGracePeriodHaveTwoExecutions() {
    final Program program = new Program("grace", tasks -> {
      tasks.add(current -> {
        tasks.kernel().rcu().readLock(current);
        tasks.kernel().rcu().readUnlock(current);
      });
      tasks.add(current -> tasks.kernel().rcu().synchronize(current));
    });
    final SourceDpor dpor = explore(program);
    assertThat(dpor.executions()).isEqualTo(2);
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
