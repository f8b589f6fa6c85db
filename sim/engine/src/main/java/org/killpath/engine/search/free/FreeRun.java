package org.killpath.engine.search.free;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.killpath.engine.judge.Judge;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.FreeRunning;
import org.killpath.engine.runtime.Noise;
import org.killpath.engine.runtime.Part;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.search.Course;
import org.killpath.engine.search.Subject;
import org.killpath.engine.search.World;

/**
 * One world of a subject, free-running through all its parts: the operating system schedules.
 *
 * <p>There is no driver thread: whichever thread finds the world at rest judges it and begins the
 * next part. Some tasks of the main part can be played by threads of somebody else's, as jcstress has
 * them; all others run on the pool. Nothing is built before the first of those comes.
 */
public final class FreeRun {
  private final Subject subject;
  private final Set<String> played;
  private final FreeRunning running;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch mainPart = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile World world;
  private volatile Verdict verdict;
  private volatile Throwable failure;

  /** Advanced by one thread at a time: by whoever found the world at rest. */
  private volatile Course course;

  /**
   * @param pool runs the tasks that nobody plays; must not bound how many run at once
   * @param played the roles of the main part that are left to {@link #play}
   */
  FreeRun(Subject subject, Executor pool, Noise noise, Set<String> played) {
    this.subject = subject;
    this.played = Set.copyOf(played);
    this.running = new FreeRunning(pool, noise, this::isPlayed, new Driver());
  }

  /** In the main part itself: a later one may have a task of the same role. */
  private boolean isPlayed(Task task) {
    return course.part().isMain() && played.contains(task.role());
  }

  /** Lets the world begin, if nobody has yet. */
  public void begin() {
    if (begun.compareAndSet(false, true)) {
      try {
        world = subject.world(running);
        course = new Course(world, new Judge(subject.scale()), StepObserver.NONE);
        advance();
      } catch (RuntimeException | Error thrown) {
        fail(thrown);
      }
    }
  }

  /**
   * Plays the task of this role on the calling thread, until its program or the world ends. The
   * thread comes back without an interrupt.
   */
  public void play(String role) {
    Thread.interrupted();
    begin();
    awaitUninterrupted(mainPart);
    if (failure == null) {
      running.play(taskOf(role));
    }
  }

  private Task taskOf(String role) {
    return world.kernel().tasks().stream()
        .filter(task -> task.role().equals(role))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no task is a " + role));
  }

  /**
   * Waits until the world has ended.
   *
   * @throws StageMissed if an actor waited for a state that the subject needs and that never came
   * @throws IllegalStateException if a task failed
   */
  public Verdict verdict() {
    awaitUninterrupted(over);
    if (failure instanceof StageMissed missed) {
      throw missed;
    }
    if (failure != null) {
      throw new IllegalStateException("a task of " + subject.name() + " failed", failure);
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
    mainPart.countDown();
    over.countDown();
  }

  /** Goes on where the last part ended. */
  private void advance() {
    final Optional<Part> part = course.next();
    if (part.isPresent()) {
      if (part.get().isMain()) {
        mainPart.countDown();
      }
      running.watch();
    } else if (course.missed().isPresent()) {
      fail(new StageMissed(subject.name(), course.missed().get()));
    } else {
      verdict = course.verdict();
      finish();
    }
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
