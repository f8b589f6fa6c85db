package org.killpath.engine.strategy.dpor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Resource;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.program.Program;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Search;
import org.killpath.engine.strategy.PreemptionBounded;
import org.killpath.engine.strategy.Strategy;

/**
 * A primitive of somebody's own, a semaphore of two: by the operation that is meant for it the search
 * finds all that the plain one finds, and by that of a lock it does not call itself complete.
 */
@Timeout(60)
class OwnPrimitivesTest {
  private static final int PROGRAMS = 12;
  private static final int MOST_EXECUTIONS = 20_000;

  /** Seeds of programs whose plain search is longer: to find that out took most of the time. */
  private static final Set<Long> TOO_LONG = Set.of(0L, 7L, 10L, 12L, 15L, 16L, 17L);

  /** {@code struct semaphore}. */
  private static final class Semaphore extends Resource {
    private final Op down;
    private final AtomicInteger left;

    Semaphore(Kernel kernel, int count, Op down) {
      super(kernel, "semaphore");
      this.left = new AtomicInteger(count);
      this.down = down;
    }

    void down(Task current) {
      blocking(current, down);
      left.decrementAndGet();
    }

    void up(Task current) {
      visible(current, down == Op.LOCK ? Op.UNLOCK : Op.ADD);
      left.incrementAndGet();
    }

    @Override
    public boolean ready(Task task, Op op) {
      return op != down || left.get() > 0;
    }

    @Override
    public TaskState waitState(Task task, Op op) {
      return TaskState.D;
    }
  }

  /** Three tasks go down twice and up again, or forget that, and look at one variable in between. */
  private static Program random(long seed, Op down, String[] seen) {
    return new Program("semaphore " + seed, tasks -> {
      final Semaphore semaphore = new Semaphore(tasks.kernel(), 2, down);
      final Shared<Integer> x = new Shared<>(tasks.kernel(), "x", 0);
      final SplittableRandom random = new SplittableRandom(seed);
      for (int task = 0; task < seen.length; task++) {
        final int me = task;
        final int steps = 1 + random.nextInt(2);
        final int kinds = random.nextInt(16);
        seen[me] = "";
        tasks.add(current -> {
          for (int step = 0; step < steps; step++) {
            semaphore.down(current);
            if ((kinds >> step & 1) == 0) {
              x.set(current, me + 1);
            } else {
              seen[me] += "x" + x.get(current);
            }
            if ((kinds >> step & 4) == 0) {
              semaphore.up(current);
            }
          }
          seen[me] += ".";
        });
      }
    });
  }

  private static Set<String> shown(long seed, Op down, Strategy strategy, Controlled controlled) {
    final String[] seen = new String[3];
    final Set<String> shown = new TreeSet<>();
    for (Ran<Program> ran :
        Search.of(random(seed, down, seen), strategy).atMost(MOST_EXECUTIONS).on(controlled)) {
      if (ran instanceof Ran.Ended<Program>) {
        shown.add(String.join(" ", seen));
      }
    }
    return shown;
  }

  @Test
  void whatSeveralMayHaveIsSearchedThroughIfItIsAcquired() {
    int compared = 0;
    int several = 0;
    try (Controlled controlled = new Controlled(Carriers.best())) {
      for (long seed = 0; compared < PROGRAMS; seed++) {
        if (TOO_LONG.contains(seed)) {
          continue;
        }
        final PreemptionBounded plain = new PreemptionBounded(PreemptionBounded.UNBOUNDED);
        final Set<String> expected = shown(seed, Op.ACQUIRE, plain, controlled);
        if (plain.isComplete()) {
          final SourceDpor dpor = new SourceDpor();
          assertThat(shown(seed, Op.ACQUIRE, dpor, controlled))
              .as("seed %s", seed)
              .isEqualTo(expected);
          assertThat(dpor.isComplete()).isTrue();
          compared++;
          several += expected.size() > 1 ? 1 : 0;
        }
      }
    }
    assertThat(several).as("programs that can come to several ends").isGreaterThan(PROGRAMS / 3);
  }

  @Test
  void whatIsLeftOutUnsearchedHasALongSearch() {
    final long first = TOO_LONG.stream().mapToLong(seed -> seed).min().orElseThrow();
    final PreemptionBounded plain = new PreemptionBounded(PreemptionBounded.UNBOUNDED);
    try (Controlled controlled = new Controlled(Carriers.best())) {
      shown(first, Op.ACQUIRE, plain, controlled);
    }
    assertThat(plain.isComplete()).isFalse();
  }

  @Test
  void whatSeveralMayHaveIsNoLock() {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      assertThatThrownBy(() -> shown(0, Op.LOCK, new SourceDpor(), controlled))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("semaphore is taken as a lock by task/38")
          .hasMessageContaining("ACQUIRE");
    }
  }
}
