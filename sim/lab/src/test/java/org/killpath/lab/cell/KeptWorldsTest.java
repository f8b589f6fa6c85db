package org.killpath.lab.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.killpath.engine.explore.Bounds;
import org.killpath.engine.explore.Exploration;
import org.killpath.engine.explore.Explorer;
import org.killpath.engine.judge.Scale;
import org.killpath.engine.kernel.Interleaver;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.Noise;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Subject;
import org.killpath.engine.search.World;
import org.killpath.engine.search.free.FreeRuns;
import org.killpath.engine.strategy.Pos;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;

/** One process runs thousands of cells, and one world kept of each would fill its memory. */
class KeptWorldsTest {
  /** A cell that knows which of its worlds are still there. */
  private record Watched(Cell cell, List<WeakReference<World>> worlds) implements Subject {
    @Override
    public String id() {
      return cell.id();
    }

    @Override
    public World world(Interleaver interleaver) {
      final World world = cell.world(interleaver);
      worlds.add(new WeakReference<>(world));
      return world;
    }

    @Override
    public Scale scale() {
      return cell.scale();
    }
  }

  private final Watched watched = new Watched(
      new Cell(
          ScenarioCatalogue.all().find("C").orElseThrow(),
          DesignCatalogue.all().find("upstream").orElseThrow()),
      new ArrayList<>());

  private void assertThatNoWorldIsKeptBy(Object whoRanThem) {
    try {
      System.gc();
      assertThat(watched.worlds()).hasSize(10).allMatch(world -> world.refersTo(null));
    } finally {
      Reference.reachabilityFence(whoRanThem);
    }
  }

  @Test
  void freeRunsKeepNoWorldThatIsOver() throws InterruptedException {
    final ExecutorService pool = Executors.newCachedThreadPool();
    final FreeRuns runs = new FreeRuns(watched, pool, Noise.NONE);
    for (int i = 0; i < 10; i++) {
      assertThat(runs.run().outcome()).isEqualTo(VhostOutcome.HUNG_RELEASED);
    }
    pool.shutdown();
    assertThat(pool.awaitTermination(1, TimeUnit.MINUTES))
        .as("all threads have ended")
        .isTrue();
    assertThatNoWorldIsKeptBy(runs);
  }

  @Test
  void anExplorationKeepsNoWorldThatIsOver() {
    final List<Exploration<Watched>> explorations =
        List.of(new Exploration<>(watched, new Pos(1), 1));
    new Explorer<Watched>(
            Pos::new,
            () -> new Controlled(Carriers.best()),
            1,
            Bounds.ofSchedules(10),
            1,
            Explorer.Progress.none())
        .goOn(explorations);
    assertThatNoWorldIsKeptBy(explorations);
  }
}
