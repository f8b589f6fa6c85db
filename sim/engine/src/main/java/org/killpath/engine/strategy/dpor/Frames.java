package org.killpath.engine.strategy.dpor;

import java.util.Arrays;
import org.killpath.engine.kernel.Kernel;

/**
 * The stack of the search: a frame for each event of the execution under way. Sets of tasks are bits
 * of a long.
 *
 * <p>What holds of each frame between two executions, below the length of the prefix that the next
 * one repeats: {@code chosen} is in {@code backtrack} and not in {@code done}; {@code done} are the
 * tasks all of whose continuations from here have been executed. A task in {@code asleep} was done
 * before in a frame further down, and nothing that happened since depends on what it would do.
 */
public final class Frames {
  /** Numbers that {@link #saved} needs for each frame. */
  private static final int SAVED = 3;

  private long[] enabled = new long[128];
  private long[] backtrack = new long[128];
  private long[] asleep = new long[128];
  private long[] done = new long[128];
  private int[] chosen = new int[128];

  /** Room for a frame at {@code depth}. */
  void reach(int depth) {
    if (depth >= enabled.length) {
      final int length = Math.max(depth + 1, enabled.length * 2);
      enabled = Arrays.copyOf(enabled, length);
      backtrack = Arrays.copyOf(backtrack, length);
      asleep = Arrays.copyOf(asleep, length);
      done = Arrays.copyOf(done, length);
      chosen = Arrays.copyOf(chosen, length);
    }
  }

  /** The frame is met in this execution, be it for the first time or again. */
  void meet(int depth, long canGoOn, long sleepers) {
    enabled[depth] = canGoOn;
    asleep[depth] = sleepers;
  }

  /** A frame beyond the prefix: {@code task} is the first that is tried in it. */
  void open(int depth, int task) {
    chosen[depth] = task;
    backtrack[depth] = 1L << task;
    done[depth] = 0;
  }

  /** The first {@code depths} frames, between two executions, as numbers behind those of {@code head}. */
  long[] saved(int depths, long... head) {
    final long[] saved = Arrays.copyOf(head, head.length + SAVED * depths);
    for (int depth = 0; depth < depths; depth++) {
      final int at = head.length + SAVED * depth;
      saved[at] = chosen[depth];
      saved[at + 1] = backtrack[depth];
      saved[at + 2] = done[depth];
    }
    return saved;
  }

  /**
   * As they were written down. Who could go on and who was asleep is found again on the way.
   *
   * @return how many there are behind {@code head} numbers
   * @throws IllegalArgumentException if no search leaves such frames
   */
  int restore(long[] saved, int head) {
    final int depths = (saved.length - head) / SAVED;
    if (saved.length != head + SAVED * depths) {
      throw new IllegalArgumentException("there are not three numbers for each choice");
    }
    for (int depth = 0; depth < depths; depth++) {
      final int at = head + SAVED * depth;
      final long task = saved[at];
      final long toTry = saved[at + 1];
      final long tried = saved[at + 2];
      if (task < 0
          || task >= Kernel.MOST_TASKS
          || (toTry & 1L << task) == 0
          || (tried & 1L << task) != 0) {
        throw new IllegalArgumentException(
            "at depth " + depth + " nothing like that is left to try");
      }
      reach(depth);
      chosen[depth] = (int) task;
      backtrack[depth] = toTry;
      done[depth] = tried;
    }
    return depths;
  }

  int chosen(int depth) {
    return chosen[depth];
  }

  long asleep(int depth) {
    return asleep[depth];
  }

  long done(int depth) {
    return done[depth];
  }

  /** Could the task go on there? */
  boolean isEnabled(int depth, int task) {
    return (enabled[depth] & 1L << task) != 0;
  }

  /**
   * One of {@code tasks} has to be tried, unless that is provided for: {@code preferred} if it could
   * go on, else the first that could, else all that could.
   */
  void mustTry(int depth, long tasks, int preferred) {
    if ((tasks & (backtrack[depth] | asleep[depth])) != 0) {
      return;
    }
    final long possible = tasks & enabled[depth];
    if (possible == 0) {
      backtrack[depth] |= enabled[depth];
    } else if ((possible & 1L << preferred) != 0) {
      backtrack[depth] |= 1L << preferred;
    } else {
      backtrack[depth] |= Long.lowestOneBit(possible);
    }
  }

  /**
   * What was chosen has been executed with all that can follow. The depth of the last frame in which
   * something is left to try, which is chosen now; -1 if there is none.
   */
  int advance(int depths) {
    for (int depth = depths - 1; depth >= 0; depth--) {
      done[depth] |= 1L << chosen[depth];
      final long untried = backtrack[depth] & ~(asleep[depth] | done[depth]);
      if (untried != 0) {
        chosen[depth] = Long.numberOfTrailingZeros(untried);
        return depth;
      }
    }
    return -1;
  }
}
