package org.killpath.lab.search;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.killpath.engine.judge.Judge;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.FreeRunning;
import org.killpath.engine.runtime.Noise;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.scenario.Phase;
import org.killpath.lab.scenario.World;

/**
 * One world of a cell, free-running through all its phases. Like {@link Execution}, except that the
 * operating system schedules.
 *
 * <p>There is no driver thread: whichever thread finds the world quiescent judges it and begins the
 * next phase. The two racing actors of the scenario can be played by threads of somebody else's, as
 * jcstress has them; all other tasks run on the pool. Nothing is built before the first actor comes.
 */
public final class FreeExecution {
  private final Cell cell;
  private final Judge judge;
  private final FreeRunning running;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch ordering = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile World world;
  private volatile Verdict verdict;
  private volatile Throwable failure;

  // Touched by one thread at a time: by whoever found the world quiescent.
  private Iterator<Phase> later = List.<Phase>of().iterator();
  private volatile Part part = Part.SET_UP;
  private Phase phase;

  /** What is being run. */
  private enum Part {
    SET_UP,
    MAIN,
    LATER
  }

  /**
   * @param judge serves nobody else until {@link #verdict} has returned
   * @param pool runs the tasks that nobody plays; must not bound how many run at once
   * @param actorsArePlayed if the scenario's two actors are left to {@link #play}
   */
  FreeExecution(Cell cell, Judge judge, Executor pool, Noise noise, boolean actorsArePlayed) {
    this.cell = cell;
    this.judge = judge;
    final Predicate<Task> played = actorsArePlayed ? this::isPlayed : task -> false;
    this.running = new FreeRunning(pool, noise, played, new Driver());
  }

  /** In the ordering itself: a later phase may have a task of the same role. */
  private boolean isPlayed(Task task) {
    return part == Part.MAIN && world.isActor(task);
  }

  /** Lets the world begin, if nobody has yet. */
  public void begin() {
    if (begun.compareAndSet(false, true)) {
      try {
        world = new World(running, cell.scenario(), cell.design());
        judge.begin(world.kernel(), world::isObliged);
        world.setUp();
        running.watch();
      } catch (RuntimeException | Error thrown) {
        fail(thrown);
      }
    }
  }

  /**
   * Plays the actor of this role on the calling thread, until the actor's program or the world ends.
   * The thread comes back without an interrupt.
   */
  public void play(String role) {
    Thread.interrupted();
    begin();
    awaitUninterrupted(ordering);
    if (failure == null) {
      running.play(world.role(role));
    }
  }

  /**
   * Waits until the world has ended.
   *
   * @throws StageMissed if an actor waited for a state that the ordering needs and that never came
   * @throws IllegalStateException if a task failed
   */
  public Verdict verdict() {
    awaitUninterrupted(over);
    if (failure instanceof StageMissed missed) {
      throw missed;
    }
    if (failure != null) {
      throw new IllegalStateException("a task of " + cell + " failed", failure);
    }
    return verdict;
  }

  /** True when no thread runs anything of this world any more. */
  public boolean isOver() {
    return over.getCount() == 0 && running.isOver();
  }

  private void fail(Throwable thrown) {
    failure = thrown;
    finish();
  }

  private void finish() {
    running.end();
    ordering.countDown();
    over.countDown();
  }

  /** Goes on where the last part ended. */
  private void advance() {
    if (world.kernel().passTime()) {
      running.watch();
      return;
    }
    switch (part) {
      case SET_UP -> {
        part = Part.MAIN;
        world.begin();
        ordering.countDown();
        running.watch();
      }
      case MAIN -> {
        final Optional<String> missed = world.missedStage();
        if (missed.isPresent()) {
          fail(new StageMissed(cell, missed.get()));
          return;
        }
        part = Part.LATER;
        later = world.laterPhases(judge.afterMain()).iterator();
        beginPhase();
      }
      case LATER -> {
        if (phase == Phase.CLOSED) {
          judge.afterClose(phase.title());
        } else {
          judge.afterPhase(phase.title());
        }
        beginPhase();
      }
    }
  }

  private void beginPhase() {
    if (!later.hasNext()) {
      verdict = judge.verdict();
      finish();
      return;
    }
    phase = later.next();
    if (phase == Phase.CLOSED) {
      judge.beforeClose(phase.title());
    }
    world.begin(phase);
    running.watch();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Driver implements FreeRunning.Listener {
    @Override
    public void quiescent() {
      try {
        advance();
      } catch (RuntimeException | Error thrown) {
        fail(thrown);
      }
    }

    @Override
    public void failed(Throwable thrown) {
      fail(thrown);
    }
  }
}
