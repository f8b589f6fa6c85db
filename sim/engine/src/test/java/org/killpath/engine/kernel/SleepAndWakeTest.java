package org.killpath.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.Bit;
import org.killpath.engine.primitive.WorkList;

/** A task that sets its state, looks, and then sleeps misses no wake-up; in any other order it does. */
class SleepAndWakeTest {
  @Test
  void noWakeUpIsLostIfTheStateIsSetBeforeTheFlagIsRead() {
    final int interleavings = TinyWorld.inEveryInterleaving(world -> {
      final Task sleeper = stateThenFlag(world);
      world.settle();
      assertThat(sleeper.isExited()).isTrue();
    });
    assertThat(interleavings).isGreaterThan(10);
    TinyWorld.freely(2_000, world -> {
      final Task sleeper = stateThenFlag(world);
      world.settle();
      assertThat(sleeper.isExited()).isTrue();
    });
  }

  private static Task stateThenFlag(TinyWorld world) {
    final Bit flag = new Bit(world.kernel(), "flag");
    final Task sleeper = world.task("sleeper", current -> {
      for (; ; ) {
        current.setInterruptible();
        if (flag.test(current)) {
          current.setRunning();
          return;
        }
        current.schedule();
      }
    });
    wakeAfterSetting(world, flag, sleeper);
    return sleeper;
  }

  @Test
  void aWakeUpIsLostInSomeInterleavingIfTheFlagIsReadFirst() {
    final AtomicInteger asleepForEver = new AtomicInteger();
    final int interleavings = TinyWorld.inEveryInterleaving(world -> {
      final Bit flag = new Bit(world.kernel(), "flag");
      final Task sleeper = world.task("sleeper", current -> {
        if (!flag.test(current)) {
          current.setInterruptible();
          current.schedule();
        }
      });
      wakeAfterSetting(world, flag, sleeper);
      world.settle();
      if (!sleeper.isExited()) {
        assertThat(sleeper.state()).isEqualTo(TaskState.S);
        asleepForEver.incrementAndGet();
      }
    });
    assertThat(asleepForEver.get()).isBetween(1, interleavings - 1);
  }

  private static void wakeAfterSetting(TinyWorld world, Bit flag, Task sleeper) {
    world.task("waker", current -> {
      flag.set(current);
      sleeper.wake(current);
    });
  }

  @Test
  void twoWakersNeverLeaveTheSleeperBehind() {
    TinyWorld.inEveryInterleaving(SleepAndWakeTest::twoItems);
    TinyWorld.freely(1_000, SleepAndWakeTest::twoItems);
  }

  /** The sleeper is a worker's loop in small: it ends when it has seen both items. */
  private static void twoItems(TinyWorld world) {
    final WorkList<String> list = new WorkList<>(world.kernel(), "list", 0);
    final AtomicInteger seen = new AtomicInteger();
    final Task sleeper = world.task("sleeper", current -> {
      while (seen.get() < 2) {
        current.setInterruptible();
        final int items = list.takeAll(current).size();
        if (items == 0) {
          current.schedule();
        }
        seen.addAndGet(items);
      }
    });
    for (String name : new String[] {"a", "b"}) {
      world.task(name, current -> {
        list.add(current, name);
        sleeper.wake(current);
      });
    }
    world.settle();
    assertThat(sleeper.isExited()).isTrue();
  }

  @Test
  void anySignalEndsAnInterruptibleSleep() {
    TinyWorld.inEveryInterleaving(world -> {
      final Task handled = sleeper(world);
      final Task killed = sleeper(world);
      world.task("sender", current -> {
        handled.group().signalHandled(current, handled);
        killed.group().kill(current, Kill.EXIT_GROUP);
      });
      world.settle();
      assertThat(handled.isExited()).isTrue();
      assertThat(killed.isExited()).isTrue();
    });
    TinyWorld.freely(300, world -> {
      final Task killed = sleeper(world);
      world.task("sender", current -> killed.group().kill(current, Kill.TGKILL));
      world.settle();
      assertThat(killed.isExited()).isTrue();
    });
  }

  @Test
  void aKernelThreadSleepsOnWhateverIsSentToTheGroupThatMadeIt() {
    TinyWorld.inEveryInterleaving(world -> {
      final Task[] kthread = new Task[1];
      final Task owner = world.task("owner", current -> {
        kthread[0] = world.kernel().createKthread(current, "kthread", "kthread", thread -> {
          thread.setInterruptible();
          thread.schedule();
        });
        world.kernel().start(kthread[0]);
      });
      world.settle();
      world.task("killer", current -> owner.group().kill(current, Kill.KILL));
      world.settle();
      assertThat(kthread[0].state()).isEqualTo(TaskState.S);
      assertThat(kthread[0].isKthread()).isTrue();
      assertThat(kthread[0].anySignalPending()).isFalse();
    });
  }

  private static Task sleeper(TinyWorld world) {
    return world.task("sleeper", current -> {
      current.setInterruptible();
      current.schedule();
    });
  }
}
