package org.killpath.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.state.Mm;
import org.killpath.engine.primitive.Completion;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;

/** One world through several parts, its end, and what is left of it. */
class FreeRunningPhasesTest {
  private static final ThreadPoolExecutor POOL = FreeWorld.daemons();

  @AfterAll
  static void shutDown() {
    POOL.shutdownNow();
  }

  /**
   * Many tasks block at once, so that some look at the world late: none of them may say that the
   * next part is over when it has not begun.
   */
  @Test
  void whoeverLooksLateDoesNotEndTheNextPartBeforeItBegins() {
    for (int round = 0; round < 2_000; round++) {
      try (FreeWorld world = new FreeWorld(POOL, Noise.NONE)) {
        final List<Completion> gates = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          final Completion gate = world.completion("gate");
          gates.add(gate);
          world.start("waiter", gate::await);
        }
        world.awaitQuiescence();
        assertThat(world.kernel().tasks()).allMatch(Task::isBlocked);
        for (Completion gate : gates) {
          final Task opener = world.start("opener", gate::complete);
          world.awaitQuiescence();
          assertThat(opener.isExited()).isTrue();
        }
        assertThat(world.kernel().tasks()).allMatch(Task::isExited);
        assertThat(world.heard()).isEqualTo(1 + gates.size());
      }
    }
  }

  @Test
  void theEndUnwindsEveryKindOfWait() {
    for (int round = 0; round < 200; round++) {
      try (FreeWorld world = new FreeWorld(POOL, Noise.NONE)) {
        final Kernel kernel = world.kernel();
        final Completion never = world.completion("never");
        final org.killpath.engine.primitive.Mutex mutex =
            new org.killpath.engine.primitive.Mutex(kernel, "mutex");
        final UserPage page = new UserPage(kernel, "page", Backing.FROZEN_STORAGE);
        world.start("holder", current -> {
          mutex.lock(current);
          kernel.rcu().readLock(current);
          never.await(current);
        });
        world.awaitQuiescence();
        world.start("locker", mutex::lock);
        world.start("killable", mutex::lockKillable);
        world.start("faulting", page::copy);
        world.start("sleeping", Task::pause);
        world.start("grace", kernel.rcu()::synchronize);
        final Task self = world.start("self", current -> {
          final org.killpath.engine.primitive.Mutex own =
              new org.killpath.engine.primitive.Mutex(kernel, "own");
          own.lock(current);
          own.lock(current);
        });
        world.start("killer", current -> self.group().kill(current, Kill.KILL));
        world.awaitQuiescence();
        world.awaitUnwound();
        assertThat(world.running().isOver()).isTrue();
      }
    }
  }

  @Test
  void aPlayedTaskRunsOnItsCallersThreadAndLeavesNoInterruptBehind() throws InterruptedException {
    for (int round = 0; round < 500; round++) {
      final AtomicInteger heard = new AtomicInteger();
      final FreeRunning[] self = new FreeRunning[1];
      final FreeRunning running = new FreeRunning(
          POOL, Noise.NONE, task -> task.role().equals("played"), ending(heard, self));
      self[0] = running;
      final Kernel kernel = new Kernel(running);
      final AtomicBoolean ownThread = new AtomicBoolean();
      final AtomicBoolean interrupted = new AtomicBoolean(true);
      final Thread caller;
      final Task played =
          kernel.newTask("played", kernel.newGroup(new Mm("played")), "played", current -> {
            ownThread.set(Thread.currentThread().getName().equals("caller"));
            current.pause();
            current.getSignal();
            current.pause();
          });
      final Task killer = kernel.newTask(
          "killer",
          kernel.newGroup(new Mm("killer")),
          "killer",
          current -> played.group().kill(current, Kill.TGKILL));
      kernel.start(played);
      kernel.start(killer);
      running.watch();
      caller = new Thread(
          () -> {
            running.play(played);
            interrupted.set(Thread.currentThread().isInterrupted());
          },
          "caller");
      caller.start();
      caller.join(120_000);
      assertThat(caller.isAlive()).isFalse();
      assertThat(heard).hasValue(1);
      assertThat(ownThread).isTrue();
      assertThat(interrupted).isFalse();
    }
  }

  /** Ends the world as soon as it is quiescent. */
  private static FreeRunning.Listener ending(AtomicInteger heard, FreeRunning[] running) {
    return new FreeRunning.Listener() {
      @Override
      public void quiescent() {
        heard.incrementAndGet();
        running[0].end();
      }

      @Override
      public void failed(Throwable thrown) {
        throw new AssertionError(thrown);
      }
    };
  }

  @Test
  void aTaskThatThrowsEndsTheWorldAndIsHeardOf() {
    try (FreeWorld world = new FreeWorld(POOL, Noise.NONE)) {
      final Completion never = world.completion("never");
      world.start("waiter", never::await);
      world.start("thrower", current -> {
        throw new IllegalStateException("broken model");
      });
      world.awaitQuiescence();
      assertThat(world.failure()).isInstanceOf(IllegalStateException.class);
      world.awaitUnwound();
    }
  }

  /** A million with {@code -Dfree.worlds=1000000}, which takes a minute or two. */
  @Test
  void noThreadIsLeftBehindByManyStuckWorlds() throws InterruptedException {
    final int worlds = Integer.getInteger("free.worlds", 20_000);
    final ThreadPoolExecutor pool = FreeWorld.daemons();
    for (int i = 0; i < worlds; i++) {
      final CountDownLatch quiescent = new CountDownLatch(1);
      final FreeRunning running =
          new FreeRunning(pool, Noise.NONE, task -> false, new FreeRunning.Listener() {
            @Override
            public void quiescent() {
              quiescent.countDown();
            }

            @Override
            public void failed(Throwable thrown) {
              throw new AssertionError(thrown);
            }
          });
      final Kernel kernel = new Kernel(running);
      for (int task = 0; task < 3; task++) {
        final Completion never = new Completion(kernel, "never", List::of);
        kernel.start(
            kernel.newTask("stuck", kernel.newGroup(new Mm("stuck")), "stuck", never::await));
      }
      running.watch();
      quiescent.await();
      running.end();
    }
    Awaitility.await().until(() -> pool.getActiveCount() == 0);
    assertThat(pool.getLargestPoolSize()).isLessThan(200);
    assertThat(pool.getTaskCount()).isEqualTo(3L * worlds);
    pool.shutdownNow();
  }
}
