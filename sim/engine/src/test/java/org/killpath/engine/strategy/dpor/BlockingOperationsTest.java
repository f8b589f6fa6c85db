package org.killpath.engine.strategy.dpor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.engine.strategy.dpor.SeenByBoth.seenByBoth;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.primitive.Bit;
import org.killpath.engine.primitive.FileTable;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.OpenFile;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.Stage;
import org.killpath.engine.primitive.Timeout;

/**
 * Where a wait can end in more than one way a reduction is easily wrong. Each program here is one that
 * a reduction which looks less closely gets wrong.
 */
class BlockingOperationsTest {
  private static void awaitRest(Task current, Task other) {
    new Stage(
            current.kernel(),
            "it rests",
            () -> other.isExited() || other.isBlocked(),
            () -> List.of(other))
        .await(current);
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
  void aStageIsPassedWhileASectionKeepsOffWhoeverWouldHaveALockToTryNext() {
    assertThat(seenByBoth(kernel -> {
          final Mutex mutex = new Mutex(kernel, "mutex").transparent();
          final Shared<Integer> x = new Shared<>(kernel, "x", 0);
          return List.of(
              (current, seen) -> {
                mutex.lock(current);
                seen.append(mutex.trylock(current));
              },
              (current, seen) -> {
                mutex.lock(current);
                seen.append(x.get(current));
                mutex.unlock(current);
              },
              (current, seen) -> {
                final Task first = kernel.tasks().get(0);
                awaitRest(current, first);
                seen.append(first.state());
              });
        }))
        .contains("false 0 D", "false 0 GONE");
  }

  @Test
  void aLockThatIsFreeForAMomentMayEndASleepBetweenTwoTries() {
    assertThat(seenByBoth(kernel -> {
          final Mutex mutex = new Mutex(kernel, "mutex").transparent();
          final Shared<Integer> x = new Shared<>(kernel, "x", 0);
          return List.of(
              (current, seen) -> {
                mutex.lock(current);
                mutex.unlock(current);
              },
              (current, seen) -> {
                mutex.lock(current);
                x.set(current, 1);
              },
              (current, seen) -> {
                boolean got = mutex.trylock(current);
                while (!got && Mutex.backOff(current, List.of(mutex), true)) {
                  got = mutex.trylock(current);
                }
                seen.append(got).append(x.get(current));
              });
        }))
        .containsExactly("  false1", "  true0");
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
                awaitRest(current, other);
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
  void whoDropsTheLastReferenceShows() {
    assertThat(seenByBoth(kernel -> {
          final List<StringBuilder> last = new ArrayList<>();
          final FileTable files = new FileTable(kernel, "files");
          final OpenFile file =
              new OpenFile(kernel, "file", current -> last.get(current.number()).append("last"));
          files.install(file);
          final List<SeenByBoth.Actor> parts = new ArrayList<>();
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
}
