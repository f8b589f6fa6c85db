package org.killpath.engine.primitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.kernel.state.TaskState;

class SpinLockTest {
  private static SpinLock spinLock(TinyWorld world) {
    return new SpinLock(world.kernel(), "lock");
  }

  @Test
  void whoeverWaitsSpinsInRAndTheWatchdogSeesNothing() {
    TinyWorld.inEveryInterleaving(SpinLockTest::spin);
    TinyWorld.freely(200, SpinLockTest::spin);
  }

  private static void spin(TinyWorld world) {
    final SpinLock lock = spinLock(world);
    final Task holder = world.task("holder", lock::lock);
    final Task waiter = world.task("waiter", current -> {
      world.after(current, holder);
      lock.lock(current);
    });
    world.task("killer", current -> waiter.group().kill(current, Kill.KILL));
    world.settle();
    assertThat(waiter.isBlockedOn(lock)).isTrue();
    assertThat(waiter.state()).isEqualTo(TaskState.R);
    assertThat(waiter.state().watched()).isFalse();
    assertThat(lock.awaited(waiter, Op.SPIN_LOCK)).containsExactly(holder);
  }

  @Test
  void atMostOneTaskIsInside() {
    TinyWorld.inEveryInterleaving(SpinLockTest::threeTasksEnter);
    TinyWorld.freely(200, SpinLockTest::threeTasksEnter);
  }

  private static void threeTasksEnter(TinyWorld world) {
    final SpinLock lock = spinLock(world);
    final AtomicInteger inside = new AtomicInteger();
    final AtomicInteger entered = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      world.task("task" + i, current -> {
        lock.lock(current);
        assertThat(inside.incrementAndGet()).isEqualTo(1);
        entered.incrementAndGet();
        inside.decrementAndGet();
        lock.unlock(current);
      });
    }
    world.settle();
    assertThat(entered).hasValue(3);
  }

  @Test
  void whoeverLocksItTwiceSpinsForItself() {
    TinyWorld.inOrder(world -> {
      final SpinLock lock = spinLock(world);
      final Task task = world.task("twice", current -> {
        lock.lock(current);
        lock.lock(current);
      });
      world.settle();
      assertThat(lock.awaited(task, Op.SPIN_LOCK)).containsExactly(task);
    });
  }

  @Test
  void aStrangerCannotUnlockIt() {
    assertThatThrownBy(() -> TinyWorld.inOrder(world -> {
          final SpinLock lock = spinLock(world);
          world.task("owner", lock::lock);
          world.task("stranger", lock::unlock);
          world.settle();
        }))
        .isInstanceOf(IllegalMonitorStateException.class);
  }
}
