package org.killpath.engine.search;

import java.util.Arrays;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.Deviations;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.strategy.ReplayMismatch;

/**
 * One execution of a subject, as what sets it apart: at which decisions it left the plain course,
 * which is to go on with the current task, else with the oldest that can.
 */
public final class Schedule<S extends Subject> {
  private final S subject;
  private final int[] deviations;
  private final int digest;

  /**
   * A schedule that was recorded.
   *
   * @param deviations pairs, see {@link Deviations#toArray}
   * @param digest of all the steps it took, to tell whether a replay is the same execution
   */
  public Schedule(S subject, int[] deviations, int digest) {
    this.subject = subject;
    this.deviations = deviations.clone();
    this.digest = digest;
  }

  /**
   * Runs it once more.
   *
   * @throws ReplayMismatch if the world took other steps than it did when this was recorded
   */
  public Verdict replay(Controlled controlled, StepObserver observer) {
    return replay(new Runner<>(subject, controlled), observer);
  }

  /** Likewise, judged by the judge of {@code runner}. */
  public Verdict replay(Runner<S> runner, StepObserver observer) {
    final Repeating repeating = new Repeating(deviations);
    repeating.begin(0);
    final Ran<S> ran = runner.run(repeating, observer);
    if (!(ran instanceof Ran.Ended<S> ended) || ended.schedule().digest != digest) {
      throw new ReplayMismatch("the replay took other steps than the execution that was recorded");
    }
    return ended.verdict();
  }

  /**
   * Runs another subject by the same choices where they can be made, and else on the plain course: what
   * one of its executions shows that is like this one, if it has any.
   */
  public <T extends Subject> Ran<T> triedOn(Runner<T> other) {
    final Lenient lenient = new Lenient(deviations);
    lenient.begin(0);
    return other.run(lenient, StepObserver.NONE);
  }

  /** What it is an execution of. */
  public S subject() {
    return subject;
  }

  /** Of all the steps it took: what a replay is compared with. */
  public int digest() {
    return digest;
  }

  /** How often it left the plain course. */
  public int deviationCount() {
    return deviations.length / 2;
  }

  /** A copy of the pairs, see {@link Deviations#toArray}. */
  public int[] deviations() {
    return deviations.clone();
  }

  /** The text that replays it. */
  public String token() {
    return Token.of(this).text();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schedule<?> that
        && subject.id().equals(that.subject.id())
        && digest == that.digest
        && Arrays.equals(deviations, that.deviations);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(deviations) * 31 + digest;
  }

  @Override
  public String toString() {
    return subject.name() + ", " + deviationCount() + " deviations";
  }

  /** The digest of a whole execution, as schedules have it. */
  static int fold(long digest) {
    return (int) (digest ^ (digest >>> 32));
  }
}
