package org.killpath.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.Completion;

/**
 * What can happen while somebody looks at the world one task after the other, made to happen: some
 * tasks wait for a resource that changes the world whenever it is looked at.
 */
class FreeRunningScanTest {
  private static final ThreadPoolExecutor POOL = FreeWorld.daemons();

  @AfterAll
  static void shutDown() {
    POOL.shutdownNow();
  }

  /** Never ready; each look of the scanner's thread does something else first. */
  private static final class Trap extends Resource {
    private final IntConsumer onLook;
    private volatile Thread scanner;
    private int looks;

    Trap(FreeWorld world, IntConsumer onLook) {
      super(world.kernel(), "trap");
      this.onLook = onLook;
    }

    void await(Task current) {
      blocking(current, Op.WAIT);
    }

    @Override
    public boolean ready(Task task, Op op) {
      if (Thread.currentThread() == scanner) {
        onLook.accept(looks++);
      }
      return false;
    }

    @Override
    public boolean attempt(Task task, Op op) {
      return false;
    }

    @Override
    public boolean block(Task task, Op op) throws InterruptedException {
      new CountDownLatch(1).await();
      return true;
    }
  }

  /** Whoever waits here can go on when it is over, but does not notice. */
  private static final class Sluggish extends Resource {
    private volatile boolean over;

    Sluggish(FreeWorld world) {
      super(world.kernel(), "sluggish");
    }

    void await(Task current) {
      blocking(current, Op.WAIT);
    }

    @Override
    public boolean ready(Task task, Op op) {
      return over;
    }

    @Override
    public boolean attempt(Task task, Op op) {
      return false;
    }

    @Override
    public boolean block(Task task, Op op) throws InterruptedException {
      new CountDownLatch(1).await();
      return true;
    }
  }

  /** A task whose steps the test hands out one by one; each is over when the task is idle or blocked. */
  private static final class Puppet {
    private final BlockingQueue<java.util.function.Consumer<Task>> steps =
        new LinkedBlockingQueue<>();
    private final Task task;

    Puppet(FreeWorld world, String role) {
      task = world.start(role, current -> {
        while (true) {
          try {
            steps.take().accept(current);
          } catch (InterruptedException e) {
            // The end of the world; the next visible operation notices.
          }
          current.wake(current);
        }
      });
    }

    void order(java.util.function.Consumer<Task> step) {
      steps.add(step);
    }

    /** Orders it to block, and waits until it is published as blocked there. */
    void block(Completion on) {
      order(on::await);
      waitFor(() -> task.pendingOn() == on);
    }
  }

  private static void waitFor(java.util.concurrent.Callable<Boolean> condition) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofMinutes(2))
        .until(condition);
  }

  private static void trap(FreeWorld world, Trap trap) {
    final Task task = world.start("trapped", trap::await);
    waitFor(() -> task.pendingOn() == trap);
  }

  /**
   * B and C are never blocked both at once, but whenever one is looked at it is blocked. All epochs
   * are read first, so that the one who was under way then is found in the first look.
   */
  @Test
  void tasksThatTakeTurnsAreNotCalledStuckThoughEachLookFindsThemBlocked() {
    try (FreeWorld world = new FreeWorld(POOL, Noise.NONE)) {
      final List<Completion> forB =
          List.of(world.completion("b0"), world.completion("b1"), world.completion("b2"));
      final List<Completion> forC =
          List.of(world.completion("c0"), world.completion("c1"), world.completion("c2"));
      final Puppet[] puppets = new Puppet[2];

      puppets[0] = new Puppet(world, "b");
      final Trap cBlocks = new Trap(world, look -> {
        if (look < 2) {
          puppets[1].order(forB.get(look)::complete);
          waitFor(() -> puppets[0].task.pendingOn() != forB.get(look));
          puppets[1].block(forC.get(look));
        }
      });
      trap(world, cBlocks);
      puppets[1] = new Puppet(world, "c");
      final Trap bBlocks = new Trap(world, look -> {
        if (look < 1) {
          puppets[0].order(forC.get(look)::complete);
          waitFor(() -> puppets[1].task.pendingOn() != forC.get(look));
          puppets[0].block(forB.get(look + 1));
        }
      });
      trap(world, bBlocks);
      puppets[0].block(forB.get(0));

      final Thread scanner = Thread.currentThread();
      cBlocks.scanner = scanner;
      bBlocks.scanner = scanner;
      world.running().watch();

      assertThat(world.heard()).isZero();
      assertThat(cBlocks.looks).isEqualTo(1);
      assertThat(puppets[0].task.isBlocked()).isFalse();
    }
  }

  /** B can go on from the moment C blocks, but has not noticed; only a second look shows it. */
  @Test
  void aTaskThatCanGoOnAndHasNotYetDoneSoIsSeenByTheSecondLook() {
    try (FreeWorld world = new FreeWorld(POOL, Noise.NONE)) {
      final Completion never = world.completion("never");
      final Sluggish wait = new Sluggish(world);
      final Task b = world.start("b", wait::await);
      waitFor(() -> b.pendingOn() == wait);
      final Puppet[] c = new Puppet[1];
      final Trap trap = new Trap(world, look -> {
        if (look == 0) {
          wait.over = true;
          c[0].block(never);
        }
      });
      trap(world, trap);
      c[0] = new Puppet(world, "c");
      trap.scanner = Thread.currentThread();
      world.running().watch();
      assertThat(world.heard()).isZero();
    }
  }

  /** The newcomer is not among those that are looked at. */
  @Test
  void aTaskThatIsStartedDuringTheLookIsNotOverlooked() {
    try (FreeWorld world = new FreeWorld(POOL, Noise.NONE)) {
      final Completion never = world.completion("never");
      final List<Puppet> newcomers = new ArrayList<>();
      final Puppet[] starter = new Puppet[1];
      final CountDownLatch started = new CountDownLatch(1);
      final Trap trap = new Trap(world, look -> {
        if (look == 0) {
          starter[0].order(current -> {
            newcomers.add(new Puppet(world, "newcomer"));
            started.countDown();
          });
          waitFor(() -> started.getCount() == 0);
          starter[0].block(never);
        }
      });
      trap(world, trap);
      starter[0] = new Puppet(world, "starter");
      trap.scanner = Thread.currentThread();
      world.running().watch();
      assertThat(world.heard()).isZero();
      assertThat(newcomers).hasSize(1);
      assertThat(newcomers.get(0).task.isBlocked()).isFalse();
    }
  }
}
