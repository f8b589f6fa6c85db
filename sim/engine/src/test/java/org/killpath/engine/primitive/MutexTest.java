package org.killpath.engine.primitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.killpath.engine.judge.WaitForGraph;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.kernel.state.TaskState;

class MutexTest {
  private static final int WORLDS = 200;

  private static Mutex mutex(TinyWorld world) {
    return new Mutex(world.kernel(), "mutex");
  }

  @Test
  void atMostOneTaskIsInside() {
    TinyWorld.inEveryInterleaving(MutexTest::threeTasksEnter);
    TinyWorld.freely(WORLDS, MutexTest::threeTasksEnter);
  }

  private static void threeTasksEnter(TinyWorld world) {
    final Mutex mutex = mutex(world);
    final AtomicInteger inside = new AtomicInteger();
    final AtomicInteger entered = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      world.task("task" + i, current -> {
        mutex.lock(current);
        assertThat(inside.incrementAndGet()).isEqualTo(1);
        entered.incrementAndGet();
        inside.decrementAndGet();
        mutex.unlock(current);
      });
    }
    world.settle();
    assertThat(entered).hasValue(3);
    assertThat(mutex.owner()).isEmpty();
  }

  @Test
  void threeTasksHaveSixWaysToTakeItOnce() {
    // Each task starts, locks and unlocks; counted without reduction, so more than 3! = 6.
    assertThat(TinyWorld.inEveryInterleaving(MutexTest::threeTasksEnter)).isGreaterThanOrEqualTo(6);
  }

  @Test
  void whoeverLocksItTwiceWaitsForItself() {
    TinyWorld.inOrder(MutexTest::lockTwice);
    TinyWorld.freely(WORLDS, MutexTest::lockTwice);
  }

  private static void lockTwice(TinyWorld world) {
    final Mutex mutex = mutex(world);
    final Task task = world.task("twice", current -> {
      mutex.lock(current);
      mutex.lock(current);
    });
    world.settle();
    assertThat(task.state()).isEqualTo(TaskState.D);
    assertThat(mutex.awaited(task, Op.LOCK)).containsExactly(task);
    assertThat(WaitForGraph.of(world.kernel()).cycle())
        .hasValueSatisfying(cycle -> assertThat(cycle).containsExactly(task));
  }

  @Test
  void whoeverWaitsForItSleepsUninterruptiblyAndNoSignalHelps() {
    TinyWorld.inEveryInterleaving(MutexTest::killTheWaiter);
    TinyWorld.freely(WORLDS, MutexTest::killTheWaiter);
  }

  private static void killTheWaiter(TinyWorld world) {
    final Mutex mutex = mutex(world);
    final Task holder = world.task("holder", mutex::lock);
    final Task waiter = world.task("waiter", current -> {
      world.after(current, holder);
      mutex.lock(current);
    });
    world.task("killer", current -> waiter.group().kill(current, Kill.KILL));
    world.settle();
    assertThat(waiter.state()).isEqualTo(TaskState.D);
    assertThat(waiter.state().watched()).isTrue();
    assertThat(waiter.pendingOn()).isSameAs(mutex);
    assertThat(mutex.awaited(waiter, Op.LOCK)).containsExactly(holder);
  }

  @Test
  void aKillableWaitEndsWithAFatalSignalAndWithoutTheLock() {
    TinyWorld.inEveryInterleaving(MutexTest::killTheKillableWaiter);
    TinyWorld.freely(WORLDS, MutexTest::killTheKillableWaiter);
  }

  private static void killTheKillableWaiter(TinyWorld world) {
    final Mutex mutex = mutex(world);
    final AtomicReference<Boolean> got = new AtomicReference<>();
    final Task holder = world.task("holder", mutex::lock);
    final Task waiter = world.task("waiter", current -> {
      world.after(current, holder);
      got.set(mutex.lockKillable(current));
    });
    world.settle();
    assertThat(waiter.state()).isEqualTo(TaskState.K);
    assertThat(waiter.state().shown()).isEqualTo('D');
    assertThat(waiter.state().watched()).isFalse();

    world.task("signaller", current -> waiter.group().signalHandled(current, waiter));
    world.settle();
    assertThat(waiter.isExited()).as("a handled signal does not end it").isFalse();

    world.task("killer", current -> waiter.group().kill(current, Kill.TGKILL));
    world.settle();
    assertThat(waiter.isExited()).isTrue();
    assertThat(got).hasValue(false);
    assertThat(waiter.heldLocks()).isEmpty();
    assertThat(mutex.owner()).contains(holder);
  }

  @Test
  void aFreeMutexIsTakenKillablyEvenWithAFatalSignalPending() {
    TinyWorld.inOrder(world -> {
      final Mutex mutex = mutex(world);
      final AtomicReference<Boolean> got = new AtomicReference<>();
      final Task task = world.task("task", current -> {
        current.group().kill(current, Kill.KILL);
        got.set(mutex.lockKillable(current));
      });
      world.settle();
      assertThat(got).hasValue(true);
      assertThat(mutex.owner()).contains(task);
    });
  }

  @Test
  void whoeverLocksItKillablyTwiceCanBeKilledOutOfItAndStillOwnsIt() {
    TinyWorld.inOrder(world -> {
      final Mutex mutex = mutex(world);
      final AtomicReference<Boolean> second = new AtomicReference<>();
      final Task task = world.task("task", current -> {
        mutex.lock(current);
        second.set(mutex.lockKillable(current));
      });
      world.settle();
      assertThat(task.state()).isEqualTo(TaskState.K);
      world.task("killer", current -> task.group().kill(current, Kill.KILL));
      world.settle();
      assertThat(second).hasValue(false);
      assertThat(mutex.owner()).contains(task);
    });
  }

  @Test
  void tryingNeverWaits() {
    TinyWorld.inEveryInterleaving(MutexTest::twoTasksTry);
    TinyWorld.freely(WORLDS, MutexTest::twoTasksTry);
  }

  private static void twoTasksTry(TinyWorld world) {
    final Mutex mutex = mutex(world);
    final AtomicInteger got = new AtomicInteger();
    for (int i = 0; i < 2; i++) {
      world.task("task" + i, current -> {
        if (mutex.trylock(current)) {
          got.incrementAndGet();
          assertThat(mutex.trylock(current)).as("by its owner").isFalse();
        }
      });
    }
    world.settle();
    assertThat(got).hasValue(1);
    assertThat(world.kernel().tasks()).allMatch(Task::isExited);
  }

  @Test
  void aStrangerCannotUnlockIt() {
    assertThatThrownBy(() -> TinyWorld.inOrder(world -> {
          final Mutex mutex = mutex(world);
          world.task("owner", mutex::lock);
          world.task("stranger", mutex::unlock);
          world.settle();
        }))
        .isInstanceOf(IllegalMonitorStateException.class)
        .hasMessageMatching("stranger/\\d+ unlocks mutex, .*");
  }

  @Test
  void aLockListNamesTheFunctionThatTookIt() {
    TinyWorld.inOrder(world -> {
      final CFunction function = new CFunction("takes_it", "file.c");
      final Mutex first = new Mutex(world.kernel(), "vq.mutex", 0);
      final Mutex second = new Mutex(world.kernel(), "vq.mutex", 1);
      final Task task = world.task("task", current -> {
        first.lock(current);
        try (Frame fn = current.enter(function)) {
          second.lock(current);
        }
        first.unlock(current);
        first.lock(current);
      });
      world.settle();
      assertThat(task.heldLocks())
          .extracting(held -> held.lock().name())
          .containsExactly("vq[1].mutex", "vq[0].mutex");
      assertThat(task.heldLocks().get(0).at()).contains(function);
      assertThat(task.heldLocks().get(1).at()).isEmpty();
    });
  }
}
