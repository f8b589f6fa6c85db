package org.killpath.engine.strategy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.runtime.Ready;

/**
 * Preemption-bounded search (Musuvathi and Qadeer: Iterative context bounding for systematic testing
 * of multithreaded programs, PLDI 2007): all interleavings in which a task that could go on is
 * interrupted at most so many times; switches where it blocks or ends are free. First those with no
 * preemption, then those with at most one, and so on up to the bound: each round runs, and counts, those
 * of the rounds before it once more.
 *
 * <p>There is no reduction: with {@link #UNBOUNDED} preemptions this is the plain depth-first search
 * that others are measured against.
 */
public final class PreemptionBounded implements Systematic {
  /** No bound. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  private final int bound;
  private int allowed;
  private byte[] taken = new byte[256];
  private byte[] count = new byte[256];
  private byte[] current = new byte[256];
  private int prefix;
  private int depth;
  private int preemptions;
  private boolean complete;

  /** A search up to {@code bound} preemptions. */
  public PreemptionBounded(int bound) {
    this.bound = bound;
    this.allowed = bound == UNBOUNDED ? UNBOUNDED : 0;
  }

  @Override
  public String name() {
    return bound == UNBOUNDED ? "dfs" : "preemption-bounded" + bound;
  }

  /** True if every interleaving within the bound was executed. */
  @Override
  public boolean isComplete() {
    return complete && bound == UNBOUNDED;
  }

  @Override
  public boolean begin(long execution) {
    depth = 0;
    preemptions = 0;
    return !complete;
  }

  @Override
  public int choose(Ready ready) {
    if (ready.count() == 1) {
      return 0;
    }
    if (depth == taken.length) {
      taken = Arrays.copyOf(taken, depth * 2);
      count = Arrays.copyOf(count, depth * 2);
      current = Arrays.copyOf(current, depth * 2);
    }
    if (depth >= prefix) {
      taken[depth] = 0;
    } else if (taken[depth] >= ready.count()) {
      throw new ReplayMismatch("the search met a world that is not the one it met before");
    }
    count[depth] = (byte) ready.count();
    current[depth] = (byte) ready.current();
    final int position = position(ready.current(), taken[depth]);
    if (isPreemption(depth)) {
      preemptions++;
    }
    depth++;
    return position;
  }

  /** The first alternative is the current task, if it can go on; the others follow in order. */
  private static int position(int current, int alternative) {
    if (current < 0) {
      return alternative;
    }
    if (alternative == 0) {
      return current;
    }
    return alternative <= current ? alternative - 1 : alternative;
  }

  private boolean isPreemption(int at) {
    return current[at] >= 0 && taken[at] > 0;
  }

  @Override
  public void end(List<Task> tasks) {
    int used = preemptions;
    for (int at = depth - 1; at >= 0; at--) {
      if (isPreemption(at)) {
        used--;
      }
      final boolean next = taken[at] + 1 < count[at];
      if (next && (current[at] < 0 || used < allowed)) {
        taken[at]++;
        prefix = at + 1;
        return;
      }
    }
    prefix = 0;
    if (allowed == UNBOUNDED || allowed >= bound) {
      complete = true;
    } else {
      allowed++;
    }
  }

  @Override
  public Optional<long[]> frontier() {
    if (complete) {
      return Optional.empty();
    }
    final long[] frontier = new long[1 + prefix];
    frontier[0] = allowed;
    for (int at = 0; at < prefix; at++) {
      frontier[1 + at] = taken[at];
    }
    return Optional.of(frontier);
  }

  @Override
  public void resume(long[] frontier) {
    if (frontier.length == 0
        || frontier[0] < 0
        || frontier[0] > bound
        || (bound == UNBOUNDED && frontier[0] != UNBOUNDED)) {
      throw new IllegalArgumentException("no search with this bound was ever there");
    }
    for (int at = 1; at < frontier.length; at++) {
      if (frontier[at] < 0 || frontier[at] >= Kernel.MOST_TASKS) {
        throw new IllegalArgumentException("no task is number " + frontier[at]);
      }
    }
    allowed = (int) frontier[0];
    prefix = frontier.length - 1;
    if (prefix > taken.length) {
      taken = Arrays.copyOf(taken, prefix);
      count = Arrays.copyOf(count, prefix);
      current = Arrays.copyOf(current, prefix);
    }
    for (int at = 0; at < prefix; at++) {
      taken[at] = (byte) frontier[1 + at];
    }
  }
}
