package org.killpath.runtime;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.killpath.kernel.Interleaver;
import org.killpath.kernel.Op;
import org.killpath.kernel.Resource;
import org.killpath.kernel.Task;
import org.killpath.kernel.WorldEnded;

/**
 * Lets the operating system schedule, and only watches: j.u.c. really blocks. Whichever task blocks
 * or ends last finds out, exactly, that the world is quiescent; no time-out decides anything.
 *
 * <p>How: each task has an epoch, odd while it is published as blocked. A task publishes before it
 * looks at the others, so that the last one sees all of them. It finds the world quiescent if every
 * task is published as blocked and cannot go on by the state of what it waits for, looks at all
 * waits once more, and then finds all epochs unchanged: at the moment between the two looks nobody
 * was running, and a task that goes on changes its epoch before anything that others see of it. A
 * lock that is physically held but has no published owner counts as free: its holder is under way.
 */
public final class FreeRunning implements Interleaver {
  private static final WorldEnded ENDED = new WorldEnded();

  private final Executor pool;
  private final Noise noise;
  private final Predicate<Task> playedByCaller;
  private final List<Runner> runners = new CopyOnWriteArrayList<>();
  private final AtomicInteger announced = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile int phase = 1;
  private volatile boolean ended;
  private volatile Thread driver;

  /** One task of this world, with its thread and its epoch. */
  private static final class Runner {
    private final Task task;
    private final SplittableRandom random;
    private volatile Thread thread;
    private volatile int epoch;
    private volatile boolean done;

    Runner(Task task, long seed) {
      this.task = task;
      this.random = new SplittableRandom(seed);
    }

    /** Interrupts the thread as long as it runs this task. */
    private synchronized void interrupt() {
      if (!done && thread != null) {
        thread.interrupt();
      }
    }

    /** The thread goes back to where it came from, and takes no interrupt along. */
    private synchronized void leave() {
      done = true;
      Thread.interrupted();
    }
  }

  /**
   * @param pool runs the tasks; must not bound how many run at once
   * @param playedByCaller the tasks that somebody will run by {@link #play} on a thread of his own
   */
  public FreeRunning(Executor pool, Noise noise, Predicate<Task> playedByCaller) {
    this.pool = pool;
    this.noise = noise;
    this.playedByCaller = playedByCaller;
  }

  // --- for the driver

  /**
   * Waits until no task can take a step. Then, and only then, more tasks may be started, and this be
   * called again.
   */
  public void awaitQuiescence() {
    driver = Thread.currentThread();
    detect();
    while (announced.get() < phase && failure.get() == null) {
      LockSupport.park(this);
    }
    final Throwable thrown = failure.get();
    if (thrown != null) {
      end();
      throw new IllegalStateException("a task failed", thrown);
    }
  }

  /** Call before the tasks of another phase are started, while the world is quiescent. */
  public void nextPhase() {
    phase++;
  }

  /** Unwinds whoever is still blocked. */
  public void end() {
    ended = true;
    for (Runner runner : runners) {
      runner.interrupt();
    }
  }

  /** True when every task that was started has left its thread. */
  public boolean isOver() {
    for (Runner runner : runners) {
      if (!runner.done) {
        return false;
      }
    }
    return true;
  }

  /** Runs {@code task} on the calling thread, until it ends or the world does. */
  public void play(Task task) {
    live(runnerOf(task));
  }

  // --- for the tasks

  @Override
  public void start(Task task) {
    final Runner runner = new Runner(task, noise.seed() * 31 + task.pid());
    task.setCarrier(runner);
    runners.add(runner);
    if (!playedByCaller.test(task)) {
      pool.execute(() -> live(runner));
    }
  }

  @Override
  public void step(Task current, Op op, Resource on) {
    delay(runnerOf(current));
  }

  @Override
  public void await(Task current, Op op, Resource on) {
    final Runner runner = runnerOf(current);
    delay(runner);
    if (on.attempt(current, op)) {
      return;
    }
    publish(runner, op, on);
    blockUntilDone(current, op, on);
    runner.epoch++;
    current.pend(Op.START, current);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only the task's own thread writes its epoch
  private void publish(Runner runner, Op op, Resource on) {
    runner.task.pend(op, on);
    runner.epoch++;
    wakeStages();
    detect();
  }

  /** Begins with an attempt: what it waits for may have come while it was being published. */
  private void blockUntilDone(Task current, Op op, Resource on) {
    while (!on.attempt(current, op)) {
      if (ended) {
        throw ENDED;
      }
      try {
        if (on.block(current, op)) {
          return;
        }
      } catch (InterruptedException signal) {
        // What it means is for the next attempt to say.
      }
    }
  }

  @Override
  public void interrupt(Task task) {
    if (task.carrier() instanceof Runner runner) {
      runner.interrupt();
    }
  }

  @Override
  public void unpark(Task task) {
    LockSupport.unpark(runnerOf(task).thread);
  }

  private void live(Runner runner) {
    runner.thread = Thread.currentThread();
    try {
      if (!ended) {
        runner.task.run();
      }
    } catch (WorldEnded over) {
      // as intended
    } catch (RuntimeException | Error thrown) {
      failure.compareAndSet(null, thrown);
      LockSupport.unpark(driver);
    }
    if (!ended) {
      runner.task.markExited();
      wakeStages();
    }
    runner.leave();
    detect();
  }

  private void delay(Runner runner) {
    if (ended) {
      throw ENDED;
    }
    if (noise.rate() > 0) {
      final int drawn = runner.random.nextInt(256);
      if (drawn < noise.rate()) {
        if (drawn == 0) {
          Thread.yield();
        }
        for (int spins = runner.random.nextInt(noise.spins()); spins > 0; spins--) {
          Thread.onSpinWait();
        }
      }
    }
  }

  private void wakeStages() {
    for (Runner runner : runners) {
      if (runner.task.pendingOp() == Op.STAGE) {
        LockSupport.unpark(runner.thread);
      }
    }
  }

  // --- quiescence

  private void detect() {
    final int asked = phase;
    if (announced.get() < asked && isQuiescent()) {
      announced.accumulateAndGet(asked, Math::max);
      LockSupport.unpark(driver);
    }
  }

  private boolean isQuiescent() {
    final Runner[] seen = runners.toArray(new Runner[0]);
    final int[] epochs = new int[seen.length];
    for (int i = 0; i < seen.length; i++) {
      epochs[i] = seen[i].epoch;
      if (canGoOn(seen[i], epochs[i])) {
        return false;
      }
    }
    for (int i = 0; i < seen.length; i++) {
      if (canGoOn(seen[i], epochs[i])) {
        return false;
      }
    }
    for (int i = 0; i < seen.length; i++) {
      if (seen[i].epoch != epochs[i]) {
        return false;
      }
    }
    return runners.size() == seen.length;
  }

  private static boolean canGoOn(Runner runner, int epoch) {
    if (runner.done) {
      return false;
    }
    final Task task = runner.task;
    return (epoch & 1) == 0 || task.pendingOn().ready(task, task.pendingOp());
  }

  private static Runner runnerOf(Task task) {
    return (Runner) task.carrier();
  }
}
