package org.killpath.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.Stage;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;

/** Worlds that are stuck, or not, by construction: quiescence is found, and not before it is there. */
class FreeRunningTest {
  private static final int ROUNDS = 100;
  private static final ThreadPoolExecutor POOL = FreeWorld.daemons();

  @AfterAll
  static void shutDown() {
    POOL.shutdownNow();
  }

  /** Every other round with noise. */
  private static void inAWorld(RepetitionInfo round, Consumer<FreeWorld> test) {
    final int number = round.getCurrentRepetition();
    final Noise noise = number % 2 == 0 ? Noise.NONE : new Noise(number, 64, 2_000);
    try (FreeWorld world = new FreeWorld(POOL, noise)) {
      test.accept(world);
      assertThat(world.failure()).isNull();
    }
  }

  @Test
  void aWorldWithoutTasksIsQuiescent() {
    try (FreeWorld world = new FreeWorld(POOL, Noise.NONE)) {
      world.awaitQuiescence();
      assertThat(world.heard()).isEqualTo(1);
    }
  }

  @RepeatedTest(ROUNDS)
  void aWaitThatSomebodyEndsIsNotCalledStuck(RepetitionInfo round) {
    inAWorld(round, world -> {
      final Completion done = world.completion("done");
      final Task waiter = world.start("waiter", done::await);
      final Task completer = world.start("completer", done::complete);
      world.awaitQuiescence();
      assertThat(waiter.isExited()).isTrue();
      assertThat(completer.isExited()).isTrue();
    });
  }

  @RepeatedTest(ROUNDS)
  void aWaitThatNobodyEndsIsFoundOutWhoeverComesLast(RepetitionInfo round) {
    inAWorld(round, world -> {
      final Completion never = world.completion("never");
      final Task waiter = world.start("waiter", never::await);
      final Task passer = world.start("passer", current -> current.wake(current));
      world.awaitQuiescence();
      assertThat(waiter.isBlockedOn(never)).isTrue();
      assertThat(waiter.state()).isEqualTo(TaskState.D);
      assertThat(passer.isExited()).isTrue();
    });
  }

  /** The question reads the other task twice, which blocks in between: no moment was as it says. */
  @RepeatedTest(ROUNDS)
  void whatAStageSawMustHaveBeenSoAtOneMoment(RepetitionInfo round) {
    inAWorld(round, world -> {
      final CountDownLatch asked = new CountDownLatch(1);
      final Completion never = world.completion("never");
      final Task other = world.start("other", current -> {
        awaitUninterruptibly(asked);
        never.await(current);
      });
      final Stage torn =
          new Stage(world.kernel(), "the other is seen to wait and not to wait", () -> {
            final boolean underWay = !other.isBlockedOn(never);
            asked.countDown();
            while (!other.isBlockedOn(never)) {
              Thread.onSpinWait();
            }
            return underWay;
          });
      final Task asking = world.start("asking", torn::await);
      world.awaitQuiescence();
      assertThat(asking.isBlockedOn(torn)).isTrue();
      assertThat(other.isBlockedOn(never)).isTrue();
    });
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  @RepeatedTest(ROUNDS)
  void crossedMutexesAreQuiescentWithBothTasksBlocked(RepetitionInfo round) {
    inAWorld(round, world -> {
      final Mutex one = new Mutex(world.kernel(), "one");
      final Mutex two = new Mutex(world.kernel(), "two");
      final Completion firstHasOne = world.completion("first has one");
      final Completion secondHasTwo = world.completion("second has two");
      final Task first = world.start("first", current -> {
        one.lock(current);
        firstHasOne.complete(current);
        secondHasTwo.await(current);
        two.lock(current);
      });
      final Task second = world.start("second", current -> {
        two.lock(current);
        secondHasTwo.complete(current);
        firstHasOne.await(current);
        one.lock(current);
      });
      world.awaitQuiescence();
      assertThat(first.isBlockedOn(two)).isTrue();
      assertThat(second.isBlockedOn(one)).isTrue();
    });
  }

  @RepeatedTest(ROUNDS)
  void aMutexOnItsWayFromOneTaskToTheNextIsNotAHang(RepetitionInfo round) {
    inAWorld(round, world -> {
      final Mutex mutex = new Mutex(world.kernel(), "mutex");
      for (int task = 0; task < 4; task++) {
        world.start("contender", current -> {
          for (int i = 0; i < 20; i++) {
            mutex.lock(current);
            mutex.unlock(current);
          }
        });
      }
      world.awaitQuiescence();
      assertThat(world.kernel().tasks()).allMatch(Task::isExited);
    });
  }

  @RepeatedTest(ROUNDS)
  void aTaskThatLocksAMutexTwiceWaitsForItself(RepetitionInfo round) {
    inAWorld(round, world -> {
      final Mutex mutex = new Mutex(world.kernel(), "mutex");
      final Task task = world.start("task", current -> {
        mutex.lock(current);
        mutex.lock(current);
      });
      world.awaitQuiescence();
      assertThat(task.isBlockedOn(mutex)).isTrue();
      assertThat(mutex.awaited(task, task.pendingOp())).containsExactly(task);
    });
  }

  @RepeatedTest(ROUNDS)
  void aWakeUpIsNeverLost(RepetitionInfo round) {
    inAWorld(round, world -> {
      final org.killpath.engine.primitive.Bit flag =
          new org.killpath.engine.primitive.Bit(world.kernel(), "flag");
      final Task sleeper = world.start("sleeper", current -> {
        current.setInterruptible();
        while (!flag.test(current)) {
          current.schedule();
          current.setInterruptible();
        }
        current.setRunning();
      });
      world.start("waker", current -> {
        flag.set(current);
        sleeper.wake(current);
      });
      world.awaitQuiescence();
      assertThat(sleeper.isExited()).isTrue();
    });
  }

  @RepeatedTest(ROUNDS)
  void aGracePeriodLastsAsLongAsAReaderThatCameBefore(RepetitionInfo round) {
    inAWorld(round, world -> {
      final Completion inside = world.completion("inside");
      final Completion letGo = world.completion("let go");
      final Task reader = world.start("reader", current -> {
        world.kernel().rcu().readLock(current);
        inside.complete(current);
        letGo.await(current);
        world.kernel().rcu().readUnlock(current);
      });
      final Task writer = world.start("writer", current -> {
        inside.await(current);
        world.kernel().rcu().synchronize(current);
      });
      world.awaitQuiescence();
      assertThat(reader.isBlockedOn(letGo)).isTrue();
      assertThat(writer.isBlocked()).isTrue();
      assertThat(writer.state()).isEqualTo(TaskState.D);

      world.start("releaser", letGo::complete);
      world.awaitQuiescence();
      assertThat(reader.isExited()).isTrue();
      assertThat(writer.isExited()).isTrue();
    });
  }

  @RepeatedTest(ROUNDS)
  void aFatalSignalEndsAKillableWaitAndNoOther(RepetitionInfo round) {
    inAWorld(round, world -> {
      final Mutex mutex = new Mutex(world.kernel(), "mutex");
      final Completion held = world.completion("held");
      final Completion never = world.completion("never");
      world.start("holder", current -> {
        mutex.lock(current);
        held.complete(current);
        never.await(current);
      });
      final Task killable = world.start("killable", current -> {
        held.await(current);
        mutex.lockKillable(current);
      });
      final Task other = world.start("other", current -> {
        held.await(current);
        mutex.lock(current);
      });
      world.start("killer", current -> {
        killable.group().kill(current, Kill.KILL);
        other.group().kill(current, Kill.TGKILL);
      });
      world.awaitQuiescence();
      assertThat(killable.isExited()).isTrue();
      assertThat(other.isBlockedOn(mutex)).isTrue();
    });
  }

  @RepeatedTest(ROUNDS)
  void aHandledSignalMakesAFaultLoopAndAFatalOneEndsIt(RepetitionInfo round) {
    inAWorld(round, world -> {
      final UserPage page = new UserPage(world.kernel(), "page", Backing.USERFAULTFD);
      final Task faulting = world.start("faulting", page::copy);
      world.start("signaller", current -> faulting.group().signalHandled(current, faulting));
      world.awaitQuiescence();
      assertThat(faulting.isBlockedOn(page)).isTrue();
      assertThat(faulting.state()).isEqualTo(TaskState.R);

      world.start("killer", current -> faulting.group().kill(current, Kill.KILL));
      world.awaitQuiescence();
      assertThat(faulting.isExited()).isTrue();
    });
  }

  @RepeatedTest(ROUNDS)
  void anActorGoesOnAsSoonAsTheStateItIsStagedForIsThere(RepetitionInfo round) {
    inAWorld(round, world -> {
      final Completion done = world.completion("done");
      final Task waiter = world.task("waiter", done::await);
      final Task staged = world.start("staged", current -> {
        new Stage(world.kernel(), "the waiter waits", () -> waiter.isBlockedOn(done))
            .await(current);
        done.complete(current);
      });
      world.kernel().start(waiter);
      world.awaitQuiescence();
      assertThat(staged.isExited()).isTrue();
      assertThat(waiter.isExited()).isTrue();
    });
  }

  @RepeatedTest(ROUNDS)
  void tasksThatTasksStartAreWaitedFor(RepetitionInfo round) {
    inAWorld(round, world -> {
      final Completion never = world.completion("never");
      final Task grandchild = world.task("grandchild", never::await);
      final Task child = world.task("child", current -> world.kernel().start(grandchild));
      world.start("parent", current -> world.kernel().start(child));
      world.awaitQuiescence();
      assertThat(child.isExited()).isTrue();
      assertThat(grandchild.isBlockedOn(never)).isTrue();
    });
  }
}
