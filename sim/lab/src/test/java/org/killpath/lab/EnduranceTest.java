package org.killpath.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.StepObserver;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Runner;
import org.killpath.engine.strategy.RandomWalk;
import org.killpath.lab.cell.Cell;

/**
 * World after world, in constant memory and with a constant number of threads; and no wake-up is
 * ever lost, or this would hang.
 *
 * <p>A million worlds: {@code mvn -pl sim/lab -am test -Dsurefire.failIfNoSpecifiedTests=false -Dtest=EnduranceTest -Dendurance.worlds=1000000}.
 */
class EnduranceTest {
  private static final int WORLDS = Integer.getInteger("endurance.worlds", Schedules.count(20_000));

  /** What is left over by a world must be far below this, over all of them. */
  private static final long MOST_GROWTH = 16 << 20;

  private static final String[][] CELLS = {
    {"D2", "upstream"},
    {"C", "lock-free-detach"},
    {"kill-flush", "dev-mutex"},
    {"kill-set-owner", "upstream"},
    {"kill-release", "flush-only-drain"},
    {"A", "exit-without-handler"},
    {"scsi-S2", "upstream"},
    {"C", "trylock-backoff"},
  };

  @Test
  void neitherMemoryNorThreadsGrowWithTheNumberOfWorlds() {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final List<Runner<Cell>> runners = new ArrayList<>();
      for (String[] cell : CELLS) {
        runners.add(new Runner<>(Schedules.cell(cell[0], cell[1]), controlled));
      }
      run(runners, 0, WORLDS / 10);
      final long heapBefore = heapInUse();
      final int threadsBefore = Thread.activeCount();
      run(runners, WORLDS / 10, WORLDS);
      assertThat(Thread.activeCount()).isLessThanOrEqualTo(threadsBefore);
      assertThat(heapInUse() - heapBefore).as("bytes more than before").isLessThan(MOST_GROWTH);
    }
  }

  private static void run(List<Runner<Cell>> runners, int from, int to) {
    final RandomWalk walk = new RandomWalk(1);
    for (int i = from; i < to; i++) {
      walk.begin(i);
      runners.get(i % runners.size()).run(walk, StepObserver.NONE);
    }
  }

  /** After a collection, so that only what is reachable counts. */
  private static long heapInUse() {
    final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
