package org.killpath.engine.strategy.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.primitive.Bit;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.FileTable;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.OpenFile;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.Stage;
import org.killpath.engine.primitive.Timeout;
import org.killpath.engine.program.Program;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Search;
import org.killpath.engine.strategy.PreemptionBounded;
import org.killpath.engine.strategy.Strategy;

/**
 * Where a wait can end in more than one way, or a lock can be had, lost and had again, a reduction is
 * easily wrong. Each program here is one that a reduction which looks less closely gets wrong.
 */
class BlockingOperationsTest {
  private static Controlled controlled;

  /** What a task does, and where it writes what it sees. */
  private interface Actor extends BiConsumer<Task, StringBuilder> {}

  @BeforeAll
  static void open() {
    controlled = new Controlled(Carriers.best());
  }

  @AfterAll
  static void close() {
    controlled.close();
  }

  @Test
  void aKilledTaskFailsToLockWhereAnotherCouldOnlyWait() {
    assertThat(seenByBoth(kernel -> {
          final Mutex mutex = new Mutex(kernel, "mutex");
          return List.of(
              (current, seen) -> {
                mutex.lock(current);
                mutex.unlock(current);
              },
              (current, seen) -> {
                current.group().kill(current, TaskGroup.Kill.TGKILL);
                seen.append(mutex.lockKillable(current) ? "locked" : "failed");
              });
        }))
        .containsExactly(" failed", " locked");
  }

  @Test
  void aKillFromElsewhereMakesALockFailBeforeItIsGivenBack() {
    assertThat(seenByBoth(kernel -> {
          final Mutex mutex = new Mutex(kernel, "mutex");
          return List.of(
              (current, seen) -> {
                mutex.lock(current);
                mutex.unlock(current);
              },
              (current, seen) -> {
                seen.append(mutex.lockKillable(current) ? "locked" : "failed");
              },
              (current, seen) ->
                  kernel.tasks().get(1).group().kill(current, TaskGroup.Kill.TGKILL));
        }))
        .contains(" failed ", " locked ");
  }

  @Test
  void anUnsuccessfulTryComesBetweenTheLockAndTheKill() {
    assertThat(seenByBoth(kernel -> {
          final Mutex mutex = new Mutex(kernel, "mutex");
          return List.of(
              (current, seen) -> {
                seen.append(mutex.lockKillable(current) ? 'L' : 'E');
                seen.append(mutex.trylock(current) ? 'T' : 'F');
                kernel.tasks().get(1).group().kill(current, TaskGroup.Kill.TGKILL);
              },
              (current, seen) -> seen.append(mutex.lockKillable(current) ? 'L' : 'E'));
        }))
        .containsExactly(" L", "LF E");
  }

  @Test
  void aSleepThatASignalEndedMightHaveBeenEndedBySomebodyWhoComesLater() {
    assertThat(seenByBoth(kernel -> {
          final Shared<Integer> x = new Shared<>(kernel, "x", 0);
          return List.of(
              (current, seen) -> {
                current.pause();
                seen.append(x.get(current)).append(current.signalPending() ? 's' : '-');
              },
              (current, seen) -> {
                kernel.tasks().get(0).group().kill(current, TaskGroup.Kill.TGKILL);
                x.set(current, 1);
              },
              (current, seen) -> kernel.tasks().get(0).wake(current));
        }))
        .containsExactly("0-  ", "0s  ", "1s  ");
  }

  @Test
  void aKillableSectionRacesWithAllSectionsBeforeIt() {
    assertThat(seenByBoth(kernel -> {
          final Mutex mutex = new Mutex(kernel, "mutex").transparent();
          final Shared<Integer> x = new Shared<>(kernel, "x", 0);
          return List.of(
              (current, seen) -> {
                mutex.lock(current);
                x.set(current, 1);
                mutex.unlock(current);
              },
              (current, seen) -> {
                mutex.lock(current);
                mutex.unlock(current);
                mutex.lockKillable(current);
                seen.append(x.get(current));
                mutex.unlock(current);
              });
        }))
        .containsExactly(" 0", " 1");
  }

  @Test
  void twoTimeoutsEndInEitherOrderWhoeverWentToSleepFirst() {
    assertThat(seenByBoth(kernel -> {
          final Shared<Integer> x = new Shared<>(kernel, "x", 0);
          return List.of(
              (current, seen) -> {
                Timeout.sleep(current, "timer");
                seen.append(x.get(current));
              },
              (current, seen) -> {
                Timeout.sleep(current, "timer");
                x.set(current, 1);
              });
        }))
        .containsExactly("0 ", "1 ");
  }

  @Test
  void aStageIsPassedWhileAGracePeriodWaitsForAReader() {
    assertThat(seenByBoth(kernel -> {
          final Shared<Integer> x = new Shared<>(kernel, "x", 0);
          return List.of(
              (current, seen) -> kernel.rcu().synchronize(current),
              (current, seen) -> {
                kernel.rcu().readLock(current);
                seen.append(x.get(current));
                kernel.rcu().readUnlock(current);
              },
              (current, seen) -> {
                final Task other = kernel.tasks().get(0);
                new Stage(
                        kernel,
                        "somebody rests",
                        () -> other.isExited() || other.isBlocked(),
                        () -> List.of(other))
                    .await(current);
                seen.append(other.state());
                x.set(current, 1);
              });
        }))
        .contains(" 0 D", " 1 D");
  }

  @Test
  void eitherOfTwoWakersSuffices() {
    assertThat(seenByBoth(kernel -> {
          final Mutex mutex = new Mutex(kernel, "mutex");
          final Shared<Integer> order = new Shared<>(kernel, "order", 0);
          return List.of(
              (current, seen) -> {
                current.setInterruptible();
                current.schedule();
                mutex.lock(current);
                seen.append(order.get(current));
                mutex.unlock(current);
              },
              (current, seen) -> {
                mutex.lock(current);
                order.set(current, 1);
                kernel.tasks().get(0).wake(current);
                mutex.unlock(current);
              },
              (current, seen) -> kernel.tasks().get(0).wake(current));
        }))
        .contains("0  ", "1  ");
  }

  @Test
  void whoIsBlockedWhenAnExecutionIsCutStillRaces() {
    assertThat(seenByBoth(kernel -> {
          final Mutex mutex = new Mutex(kernel, "mutex");
          final Shared<Integer> x = new Shared<>(kernel, "x", 0, 0);
          final Shared<Integer> mine = new Shared<>(kernel, "mine", 1, 0);
          final Bit y = new Bit(kernel, "y", 1);
          return List.of(
              (current, seen) -> {
                mine.set(current, 1);
                seen.append(y.testAndSet(current) ? '-' : 'y');
              },
              (current, seen) -> {
                seen.append(x.compareAndSet(current, 0, 1) ? 'x' : '-');
                mutex.lock(current);
                seen.append(y.testAndSet(current) ? '-' : 'y');
              },
              (current, seen) -> {
                seen.append(x.compareAndSet(current, 0, 1) ? 'x' : '-');
                mutex.lock(current);
                x.set(current, 2);
              });
        }))
        .contains("- -y x");
  }

  @Test
  void aKilledTaskGivesUpAWaitThatIsOrIsNotOver() {
    assertThat(seenByBoth(kernel -> {
          final Completion done = new Completion(kernel, "done", List::of);
          return List.of(
              (current, seen) -> seen.append(done.awaitKillable(current) ? "done" : "killed"),
              (current, seen) -> done.complete(current),
              (current, seen) ->
                  kernel.tasks().get(0).group().kill(current, TaskGroup.Kill.TGKILL));
        }))
        .containsExactly("done  ", "killed  ");
  }

  @Test
  void whoGivesUpAWaitTakesALockBeforeOrAfterTheOneWhoWouldHaveEndedIt() {
    assertThat(seenByBoth(kernel -> {
          final Completion done = new Completion(kernel, "done", List::of);
          final Mutex mutex = new Mutex(kernel, "mutex");
          final Shared<Integer> order = new Shared<>(kernel, "order", 0);
          return List.of(
              (current, seen) -> {
                seen.append(done.awaitKillable(current) ? 'D' : 'K');
                mutex.lock(current);
                seen.append(order.get(current));
                mutex.unlock(current);
              },
              (current, seen) -> {
                mutex.lock(current);
                order.set(current, 1);
                done.complete(current);
                mutex.unlock(current);
              },
              (current, seen) ->
                  kernel.tasks().get(0).group().kill(current, TaskGroup.Kill.TGKILL));
        }))
        .containsExactly("D1  ", "K0  ", "K1  ");
  }

  @Test
  void oneKillEndsAKillableWaitAndAKillableLockOfTheSameGroup() {
    assertThat(seenByBoth(kernel -> {
          final Completion never = new Completion(kernel, "never", List::of);
          final Mutex mutex = new Mutex(kernel, "mutex");
          return List.of(
              (current, seen) -> {
                mutex.lock(current);
                seen.append(never.awaitKillable(current) ? 'D' : 'K');
                mutex.unlock(current);
              },
              (current, seen) -> {
                seen.append(mutex.lockKillable(current) ? 'L' : 'E');
                seen.append(current.signalPending() ? 'k' : '-');
              },
              (current, seen) -> {
                kernel.tasks().get(1).group().kill(current, TaskGroup.Kill.TGKILL);
                kernel.tasks().get(0).group().kill(current, TaskGroup.Kill.TGKILL);
              });
        }))
        .containsExactly(" L- ", " Lk ", "K Ek ", "K Lk ");
  }

  @Test
  void whoDropsTheLastReferenceShows() {
    assertThat(seenByBoth(kernel -> {
          final List<StringBuilder> last = new ArrayList<>();
          final FileTable files = new FileTable(kernel, "files");
          final OpenFile file =
              new OpenFile(kernel, "file", current -> last.get(current.number()).append("last"));
          files.install(file);
          final List<Actor> parts = new ArrayList<>();
          for (int i = 0; i < 3; i++) {
            files.share();
            parts.add((current, seen) -> {
              while (last.size() <= current.number()) {
                last.add(new StringBuilder());
              }
              last.set(current.number(), seen);
              files.exit(current);
            });
          }
          return parts;
        }))
        .containsExactly("  last", " last ", "last  ");
  }

  /** What the tasks saw, in all executions of the plain search, which the reduced one must match. */
  private static Set<String> seenByBoth(Function<Kernel, List<Actor>> program) {
    final Set<String> expected = seen(program, new PreemptionBounded(PreemptionBounded.UNBOUNDED));
    assertThat(seen(program, new SourceDpor())).isEqualTo(expected);
    return expected;
  }

  private static Set<String> seen(Function<Kernel, List<Actor>> program, Strategy strategy) {
    final List<StringBuilder> last = new ArrayList<>();
    final Program subject = new Program("blocking", tasks -> {
      last.clear();
      for (Actor actor : program.apply(tasks.kernel())) {
        final StringBuilder mine = new StringBuilder();
        last.add(mine);
        tasks.add(current -> actor.accept(current, mine));
      }
    });
    final Set<String> seen = new TreeSet<>();
    for (Ran<Program> ran : Search.of(subject, strategy).on(controlled)) {
      if (ran instanceof Ran.Ended<Program>) {
        seen.add(String.join(" ", last));
      }
    }
    return seen;
  }
}
