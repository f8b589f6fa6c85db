package org.killpath.lab.search;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.killpath.engine.judge.Judge;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Noise;
import org.killpath.engine.strategy.SplitMix;
import org.killpath.lab.cell.Cell;

/**
 * The free-running executions of one cell: gives each its noise and lends it a judge. May be used by
 * several threads.
 */
public final class FreeRuns {
  private final Cell cell;
  private final Executor pool;
  private final Noise noise;
  private final AtomicLong begun = new AtomicLong();
  private final Queue<Judge> idleJudges = new ConcurrentLinkedQueue<>();

  /**
   * @param pool runs the tasks; must not bound how many run at once
   * @param noise whose seed all executions draw theirs from
   */
  public FreeRuns(Cell cell, Executor pool, Noise noise) {
    this.cell = cell;
    this.pool = pool;
    this.noise = noise;
  }

  /** Another execution, both of whose actors somebody must {@link Played#play}. */
  public Played played() {
    return new Played();
  }

  /** One execution with all its tasks on the pool, to its end. */
  public Verdict run() {
    final Judge judge = judge();
    final FreeExecution execution = execution(judge, false);
    execution.begin();
    final Verdict verdict = execution.verdict();
    idleJudges.add(judge);
    return verdict;
  }

  private FreeExecution execution(Judge judge, boolean played) {
    return new FreeExecution(cell, judge, pool, noiseOf(begun.incrementAndGet()), played);
  }

  /**
   * Every other execution is left alone: short windows are met more often with delays, and those that
   * are there only when nobody is late are met more often without.
   */
  private Noise noiseOf(long execution) {
    final long seed = SplitMix.mix(noise.seed() + execution * SplitMix.GAMMA);
    return new Noise(seed, execution % 2 == 0 ? noise.rate() : 0, noise.spins());
  }

  private Judge judge() {
    final Judge idle = idleJudges.poll();
    return idle == null ? new Judge() : idle;
  }

  /** An execution whose actors run on threads of somebody else's. */
  public final class Played {
    private final Judge judge = judge();
    private final FreeExecution execution = execution(judge, true);

    /** The first of the scenario's actors. */
    public void playFirst() {
      execution.play(cell.scenario().actors().first());
    }

    /** The second of the scenario's actors. */
    public void playSecond() {
      execution.play(cell.scenario().actors().second());
    }

    /** Waits for the end, see {@link FreeExecution#verdict}. */
    public Verdict verdict() {
      final Verdict verdict = execution.verdict();
      idleJudges.add(judge);
      return verdict;
    }
  }
}
