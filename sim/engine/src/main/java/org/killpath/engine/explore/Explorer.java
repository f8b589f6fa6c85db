package org.killpath.engine.explore;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.killpath.engine.explore.Exploration.Pause;
import org.killpath.engine.explore.Result.Coverage;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.search.Subject;
import org.killpath.engine.strategy.Strategy;

/**
 * Runs many schedules of many subjects, at least one of each unless it is stopped. Each of its
 * threads takes one subject after the other and has a runtime of its own, so a world never moves
 * between threads; each subject has a strategy and a seed of its own, so what comes out does not
 * depend on how many threads there are.
 *
 * <p>Life: one call of {@link #explore}, which {@link #stop} ends early from another thread.
 */
public final class Explorer<S extends Subject> {
  /** Told how far the run has come, by any thread of it. */
  public interface Progress<S extends Subject> {
    /** Tells nobody. */
    static <S extends Subject> Progress<S> none() {
      return new Progress<>() {};
    }

    /** So many more schedules have been run. */
    default void schedules(long more) {}

    /** A subject is finished. */
    default void finished(Result<S> result) {}
  }

  private static final long SHORTEST_SLICE_NANOS = 2_000_000;

  private final LongFunction<Strategy> strategies;
  private final Supplier<Controlled> runtimes;
  private final long seed;
  private final Bounds<S> bounds;
  private final int threads;
  private final Progress<S> progress;
  private final LongSupplier clock;
  private volatile boolean stopped;

  /**
   * An explorer for one run.
   *
   * @param strategies makes a strategy from a seed, for one subject
   * @param runtimes makes a runtime, for one thread
   * @param threads how many subjects are explored side by side
   */
  public Explorer(
      LongFunction<Strategy> strategies,
      Supplier<Controlled> runtimes,
      long seed,
      Bounds<S> bounds,
      int threads,
      Progress<S> progress) {
    this(strategies, runtimes, seed, bounds, threads, progress, System::nanoTime);
  }

  /** {@code clock} tells the time, in nanoseconds since any moment. */
  Explorer(
      LongFunction<Strategy> strategies,
      Supplier<Controlled> runtimes,
      long seed,
      Bounds<S> bounds,
      int threads,
      Progress<S> progress,
      LongSupplier clock) {
    this.strategies = strategies;
    this.runtimes = runtimes;
    this.seed = seed;
    this.bounds = bounds;
    this.threads = threads;
    this.progress = progress;
    this.clock = clock;
  }

  /** Explores; the results are in the order of {@code subjects}. */
  public List<Result<S>> explore(List<S> subjects) {
    return run(new Run(subjects, index -> {
      final S subject = subjects.get(index);
      return new Exploration<>(subject, strategies.apply(subject.seed(seed)), seed);
    }));
  }

  /** Goes on with what may have been begun before; the results are in the same order. */
  public List<Result<S>> goOn(List<Exploration<S>> explorations) {
    return run(
        new Run(explorations.stream().map(Exploration::subject).toList(), explorations::get));
  }

  private List<Result<S>> run(Run run) {
    final int crew = Math.max(1, Math.min(threads, run.subjects.size()));
    final CountDownLatch working = new CountDownLatch(crew);
    for (int i = 0; i < crew; i++) {
      final Thread thread = new Thread(
          () -> {
            try {
              run.work();
            } finally {
              working.countDown();
            }
          },
          "explorer-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    awaitUninterruptibly(working);
    return run.results();
  }

  /** Ends the run after the schedules that are under way; what was found so far is returned. */
  public void stop() {
    stopped = true;
  }

  /** An interrupt asks for an early end, not for a lost result. */
  private void awaitUninterruptibly(CountDownLatch working) {
    boolean interrupted = false;
    while (true) {
      try {
        working.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        stop();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The state that the threads of one run share: a queue, to whose end a subject returns that was out
   * of time while others may need less than theirs. A search takes memory, so that it is made when it
   * begins, and nobody has it any more when it is over.
   */
  private final class Run {
    /** A place in the queue, of a subject of which there may be {@code most} schedules more. */
    private record Place<S extends Subject>(
        int index, IntFunction<Exploration<S>> exploration, long most) {}

    private final List<S> subjects;
    private final AtomicReferenceArray<Result<S>> results;
    private final Queue<Place<S>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unfinished;
    private final Optional<Long> deadline;

    Run(List<S> subjects, IntFunction<Exploration<S>> explorations) {
      this.subjects = List.copyOf(subjects);
      results = new AtomicReferenceArray<>(subjects.size());
      unfinished = new AtomicInteger(subjects.size());
      deadline = bounds.time().map(time -> clock.getAsLong() + time.toNanos());
      for (int index = 0; index < subjects.size(); index++) {
        queue.add(new Place<>(index, explorations, bounds.most(subjects.get(index))));
      }
    }

    void work() {
      Controlled controlled = runtimes.get();
      try {
        for (Place<S> place = queue.poll(); place != null; place = queue.poll()) {
          final Exploration<S> exploration = place.exploration().apply(place.index());
          final long before = exploration.begun();
          final Pause pause = run(exploration, place.most(), controlled);
          if (pause == Pause.TIME && isWorthMoreTime(exploration)) {
            final long most = place.most() - (exploration.begun() - before);
            queue.add(new Place<>(place.index(), index -> exploration, most));
          } else {
            finish(place.index(), exploration, pause);
            if (pause == Pause.FAILED) {
              controlled = instead(controlled);
            }
          }
        }
      } finally {
        controlled.close();
      }
    }

    /** Another runtime for one that may be in any state. */
    private Controlled instead(Controlled broken) {
      try {
        broken.close();
      } catch (RuntimeException | Error e) {
        // what broke it is told already
      }
      return runtimes.get();
    }

    private boolean isWorthMoreTime(Exploration<S> exploration) {
      return nanosLeft() > 0 && (bounds.most().isPresent() || exploration.isResumable());
    }

    private Pause run(Exploration<S> exploration, long most, Controlled controlled) {
      final long end = clock.getAsLong() + slice();
      return exploration.run(
          controlled,
          most,
          () -> deadline.isPresent() && clock.getAsLong() - end >= 0,
          () -> stopped,
          progress::schedules);
    }

    private void finish(int index, Exploration<S> exploration, Pause pause) {
      final Result<S> result = exploration.result(pause, bounds.most().isPresent());
      results.set(index, result);
      unfinished.decrementAndGet();
      progress.finished(result);
    }

    List<Result<S>> results() {
      final List<Result<S>> found = new ArrayList<>(subjects.size());
      for (int i = 0; i < subjects.size(); i++) {
        final Result<S> result = results.get(i);
        found.add(result == null ? failed(subjects.get(i)) : result);
      }
      return Collections.unmodifiableList(found);
    }

    private Result<S> failed(S subject) {
      return new Result<>(
          subject,
          "",
          seed,
          Coverage.NOT_RUN,
          0,
          0,
          Optional.empty(),
          0,
          List.of(),
          Optional.of("a thread that died"));
    }

    private long nanosLeft() {
      return deadline.map(end -> Math.max(0, end - clock.getAsLong())).orElse(0L);
    }

    /** An equal part of the time that is left, among those that are unfinished. */
    private long slice() {
      final int rounds = Math.max(1, (unfinished.get() + threads - 1) / threads);
      return Math.max(nanosLeft() / rounds, Math.min(nanosLeft(), SHORTEST_SLICE_NANOS));
    }
  }
}
