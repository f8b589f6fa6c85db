package org.killpath.engine.search.free;

import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Noise;
import org.killpath.engine.search.Subject;
import org.killpath.engine.strategy.SplitMix;

/**
 * The free-running executions of one subject: gives each its noise and a judge of its own. May be
 * used by several threads. Keeps nothing of an execution, as there may be thousands of subjects: a
 * judge that is kept keeps the last world that it judged, and saves too little to be worth that.
 */
public final class FreeRuns {
  private final Subject subject;
  private final Executor pool;
  private final Noise noise;
  private final AtomicLong begun = new AtomicLong();

  /**
   * @param pool runs the tasks; must not bound how many run at once
   * @param noise whose seed all executions draw theirs from
   */
  public FreeRuns(Subject subject, Executor pool, Noise noise) {
    this.subject = subject;
    this.pool = pool;
    this.noise = noise;
  }

  /** The same, two tasks of each execution being played by threads of somebody else's. */
  public PlayedRuns playedBy(String first, String second) {
    return new PlayedRuns(first, second);
  }

  /** One execution with all its tasks on the pool, to its end. */
  public Verdict run() {
    final FreeRun execution = execution(Set.of());
    execution.begin();
    return execution.verdict();
  }

  private FreeRun execution(Set<String> played) {
    return new FreeRun(subject, pool, noiseOf(begun.incrementAndGet()), played);
  }

  /**
   * Every other execution is left alone: short windows are met more often with delays, and those that
   * are there only when nobody is late are met more often without.
   */
  private Noise noiseOf(long execution) {
    final long seed = SplitMix.mix(noise.seed() + execution * SplitMix.GAMMA);
    return new Noise(seed, execution % 2 == 0 ? noise.rate() : 0, noise.spins());
  }

  /** Executions two of whose tasks run on threads of somebody else's. */
  public final class PlayedRuns {
    private final String first;
    private final String second;

    private PlayedRuns(String first, String second) {
      this.first = first;
      this.second = second;
    }

    /** Another execution. */
    public Played begin() {
      return new Played(first, second);
    }
  }

  /** An execution two of whose tasks run on threads of somebody else's. */
  public final class Played {
    private final String first;
    private final String second;
    private final FreeRun execution;

    private Played(String first, String second) {
      this.first = first;
      this.second = second;
      this.execution = execution(Set.of(first, second));
    }

    /** The first of the two. */
    public void playFirst() {
      execution.play(first);
    }

    /** The second of the two. */
    public void playSecond() {
      execution.play(second);
    }

    /** Waits for the end, see {@link FreeRun#verdict}. */
    public Verdict verdict() {
      return execution.verdict();
    }
  }
}
