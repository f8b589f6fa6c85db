package org.killpath.engine.runtime;

import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.killpath.engine.kernel.Interleaver;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.WorldEnded;

/**
 * Lets the operating system schedule, and only watches: j.u.c. really blocks. Whichever task blocks
 * or ends last finds out, exactly, that the world is quiescent; no time-out decides anything.
 *
 * <p>How: each task has an epoch, odd while it is published as blocked. A task publishes before it
 * looks at the others. It reads all epochs, finds the world quiescent if every task is published as blocked
 * and cannot go on by the state of what it waits for, looks at all waits once more, and then finds
 * all epochs unchanged. Whoever waits for a state of the world looks at it in the same way.
 *
 * <p>No false alarm: between the two looks there was a moment at which every task had the epoch
 * that both looks saw, so that nobody was running; only a running task changes what a wait depends
 * on, so that what the second look saw was true at that moment. A task that goes on changes its
 * epoch before anything that others see of it. A lock that is physically held but has no published
 * owner counts as free: its holder is under way, or is one of those published, who can go on.
 *
 * <p>No miss: of the tasks that block or end, the last one looks after all others have published.
 * It may find somebody who can still go on; he will then block or end later, and look.
 *
 * <p>Life: start tasks, {@link #watch}, and when the {@link Listener} hears that the world is
 * quiescent start more and watch again, or {@link #end}.
 */
public final class FreeRunning implements Interleaver {
  /** Hears what becomes of a world. Called by a task's own thread, or by who watches. */
  public interface Listener {
    /** No task can take a step: once for each {@link FreeRunning#watch}. */
    void quiescent();

    /** A task threw what no model code throws. The world has been ended. */
    void failed(Throwable thrown);
  }

  @SuppressWarnings("StaticAssignmentOfThrowable") // has no stack trace
  private static final WorldEnded ENDED = new WorldEnded();

  private final Executor pool;
  private final Noise noise;
  private final Predicate<Task> playedByCaller;
  private final Listener listener;
  private final List<Runner> runners = new CopyOnWriteArrayList<>();
  private final AtomicInteger announced = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile int watched;
  private volatile boolean ended;

  /**
   * @param pool runs the tasks; must not bound how many run at once
   * @param playedByCaller the tasks that somebody will run by {@link #play} on a thread of his own
   */
  public FreeRunning(
      Executor pool, Noise noise, Predicate<Task> playedByCaller, Listener listener) {
    this.pool = pool;
    this.noise = noise;
    this.playedByCaller = playedByCaller;
    this.listener = listener;
  }

  // --- for the driver

  /**
   * All tasks of this part have been started: from now on the listener hears when none can take a
   * step. It may hear so before this returns.
   */
  @SuppressWarnings("NonAtomicVolatileUpdate") // called again only by who heard of quiescence
  public void watch() {
    watched++;
    detect();
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

  /** Runs {@code task}, which has been started, on the calling thread, until it or the world ends. */
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
    if (attempt(current, op, on)) {
      return;
    }
    publish(runner, op, on);
    blockUntilDone(current, op, on);
    retract(runner);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only the task's own thread writes its epoch
  private void publish(Runner runner, Op op, Resource on) {
    runner.task.pend(op, on);
    runner.epoch++;
    wakeStages();
    detect();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only the task's own thread writes its epoch
  private static void retract(Runner runner) {
    runner.epoch++;
    runner.task.pend(Op.START, runner.task);
  }

  /** Begins with an attempt: what it waits for may have come while it was being published. */
  private void blockUntilDone(Task current, Op op, Resource on) {
    while (!attempt(current, op, on)) {
      if (ended) {
        throw ENDED;
      }
      try {
        if (on.block(current, op)) {
          return;
        }
        // A flag that is left standing would keep the thread from parking. What a signal means is
        // known by state, which was written before the flag was set.
        Thread.interrupted();
      } catch (InterruptedException signal) {
        // What it means is for the next attempt to say.
      }
    }
  }

  /** If it looks at the world, then what it sees must have been so at one moment. */
  private boolean attempt(Task current, Op op, Resource on) {
    return (!op.looksAtWorld() || held(sight -> on.ready(current, op))) && on.attempt(current, op);
  }

  @Override
  public void interrupt(Task task) {
    if (task.carrier() instanceof Runner runner) {
      runner.interrupt();
    }
  }

  @Override
  public void unpark(Task task) {
    if (task.carrier() instanceof Runner runner) {
      LockSupport.unpark(runner.thread);
    }
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
      fail(thrown);
    }
    if (!ended) {
      runner.task.markExited();
      wakeStages();
    }
    runner.leave();
    detect();
  }

  private void fail(Throwable thrown) {
    if (failure.compareAndSet(null, thrown)) {
      end();
      listener.failed(thrown);
    }
  }

  private void delay(Runner runner) {
    if (ended) {
      throw ENDED;
    }
    if (noise.rate() > 0) {
      noise.delay(runner.random);
    }
  }

  /** Whoever waits for a state of the world looks at it anew; he may have seen half of a change. */
  private void wakeStages() {
    VarHandle.fullFence();
    for (Runner runner : runners) {
      if (runner.task.pendingOp().looksAtWorld()) {
        LockSupport.unpark(runner.thread);
      }
    }
  }

  // --- quiescence

  private void detect() {
    final int asked = watched;
    if (announced.get() < asked
        && !ended
        && isQuiescent()
        && announced.compareAndSet(asked - 1, asked)) {
      listener.quiescent();
    }
  }

  private boolean isQuiescent() {
    return held(Sight::noneCanGoOn);
  }

  /**
   * Is it seen in two looks, between which no task blocked, went on or came? In a single look, what
   * is read of one task after another, or of one task twice, need not have been so at any moment.
   */
  private boolean held(Predicate<Sight> question) {
    final Sight sight = new Sight(runners.toArray(new Runner[0]));
    if (!question.test(sight)) {
      return false;
    }
    final boolean again = question.test(sight);
    return again && sight.isUnchanged() && runners.size() == sight.size();
  }

  private static Runner runnerOf(Task task) {
    return (Runner) task.carrier();
  }
}
