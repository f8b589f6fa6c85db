package org.killpath.lab.search;

import java.util.Arrays;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.Ready;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.strategy.ReplayMismatch;
import org.killpath.engine.strategy.Strategy;
import org.killpath.lab.cell.Cell;

/**
 * One execution of a cell, as what sets it apart: at which decisions it left the plain course, which
 * is to go on with the current task, else with the oldest that can.
 */
public final class Schedule {
  private final Cell cell;
  private final int[] deviations;
  private final int digest;

  /**
   * A schedule that was recorded.
   *
   * @param deviations pairs: how many decisions followed the plain course before, and the position
   *     of the task that was chosen then
   * @param digest of all the steps it took, to tell whether a replay is the same execution
   */
  public Schedule(Cell cell, int[] deviations, int digest) {
    this.cell = cell;
    this.deviations = deviations.clone();
    this.digest = digest;
  }

  /** The schedule that {@code choices} makes, found by running it once more. */
  public static Schedule record(Cell cell, byte[] choices, Controlled controlled) {
    final Recorder recorder = new Recorder(new Replay(choices));
    recorder.begin(0);
    new Execution(cell, controlled).run(recorder, StepObserver.NONE);
    return new Schedule(cell, recorder.deviations(), fold(controlled.digest()));
  }

  /**
   * Runs it once more.
   *
   * @throws ReplayMismatch if the world took other steps than it did when this was recorded
   */
  public Verdict replay(Controlled controlled, StepObserver observer) {
    return replay(new Execution(cell, controlled), controlled, observer);
  }

  /** Likewise, judged by the judge of {@code execution}. */
  Verdict replay(Execution execution, Controlled controlled, StepObserver observer) {
    final Course course = new Course(deviations);
    course.begin(0);
    final Verdict verdict = execution.run(course, observer);
    if (fold(controlled.digest()) != digest) {
      throw new ReplayMismatch("the replay took other steps than the execution that was recorded");
    }
    return verdict;
  }

  public Cell cell() {
    return cell;
  }

  public int digest() {
    return digest;
  }

  /** How often it left the plain course. */
  public int deviationCount() {
    return deviations.length / 2;
  }

  public int[] deviations() {
    return deviations.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schedule that
        && cell.scenario().id().equals(that.cell.scenario().id())
        && cell.design().id().equals(that.cell.design().id())
        && digest == that.digest
        && Arrays.equals(deviations, that.deviations);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(deviations) * 31 + digest;
  }

  @Override
  public String toString() {
    return cell + ", " + deviationCount() + " deviations";
  }

  private static int fold(long digest) {
    return (int) (digest ^ (digest >>> 32));
  }

  /** Follows another strategy and notes where that leaves the plain course. */
  private static final class Recorder implements Strategy {
    private final Strategy followed;
    private int[] noted = new int[16];
    private int size;
    private int plain;

    Recorder(Strategy followed) {
      this.followed = followed;
    }

    @Override
    public String name() {
      return followed.name();
    }

    @Override
    public boolean begin(long execution) {
      size = 0;
      plain = 0;
      return followed.begin(execution);
    }

    @Override
    public int choose(Ready ready) {
      final int position = followed.choose(ready);
      if (ready.count() > 1) {
        if (position == Course.plain(ready)) {
          plain++;
        } else {
          note(position);
        }
      }
      return position;
    }

    private void note(int position) {
      if (size == noted.length) {
        noted = Arrays.copyOf(noted, size * 2);
      }
      noted[size++] = plain;
      noted[size++] = position;
      plain = 0;
    }

    int[] deviations() {
      return Arrays.copyOf(noted, size);
    }
  }
}
