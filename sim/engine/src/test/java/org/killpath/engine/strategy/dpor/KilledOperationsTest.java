package org.killpath.engine.strategy.dpor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.engine.strategy.dpor.SeenByBoth.seenByBoth;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.TaskGroup;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.Shared;

/**
 * Where a lock can be had, lost and had again, and a kill ends the wait for it, a reduction is easily
 * wrong. Each program here is one that a reduction which looks less closely gets wrong.
 */
class KilledOperationsTest {
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
}
