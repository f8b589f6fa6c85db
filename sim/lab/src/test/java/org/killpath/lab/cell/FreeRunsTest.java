package org.killpath.lab.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Noise;
import org.killpath.engine.search.free.FreeRuns;
import org.killpath.lab.catalogue.DesignCatalogue;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.scenario.Scenario;

/** Free-running cells come out as controlled ones do. */
class FreeRunsTest {
  private static final String IN_THE_LOOP =
      "HUNG: worker R in iotlb_access_ok() on entry of size 0, reported: flusher";
  private static final ExecutorService POOL = Executors.newCachedThreadPool(task -> {
    final Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  });

  @AfterAll
  static void shutDown() {
    POOL.shutdownNow();
  }

  private static Cell cell(String scenario, String design) {
    return new Cell(
        ScenarioCatalogue.all().find(scenario).orElseThrow(),
        DesignCatalogue.all().find(design).orElseThrow());
  }

  @ParameterizedTest(name = "{0} x {1}: {2}")
  @CsvSource(delimiter = '|', textBlock = """
      C  | upstream          | HUNG_RELEASED: worker D in vhost_worker_killed() on vq[0].mutex, reported: worker
      C  | lock-free-detach  | COMPLETED
      C2 | lock-free-detach  | HUNG_RELEASED: worker D in vhost_transport_do_send_pkt() on vq[0].mutex, reported: worker
      C2 | killable-datapath | COMPLETED
      D1 | dev-mutex         | DEADLOCK: worker D in vhost_worker_killed() on dev.mutex, reported: flusher+worker
      D2 | upstream          | HUNG_RELEASED: worker R in vhost_transport_do_send_pkt() on user page, reported: flusher
      E2 | upstream          | HUNG_SILENT: worker R in vhost_transport_do_send_pkt() on user page, reported: -
      """)
  void aStagedCellShowsItsOutcomeEveryTime(String scenario, String design, String summary) {
    final FreeRuns quiet = new FreeRuns(cell(scenario, design), POOL, Noise.NONE);
    final FreeRuns noisy = new FreeRuns(cell(scenario, design), POOL, Noise.of(7));
    for (int i = 0; i < 50; i++) {
      assertThat(quiet.run().summary()).isEqualTo(summary);
      assertThat(noisy.run().summary()).isEqualTo(summary);
    }
  }

  @Test
  void aRaceShowsMoreThanOneOutcome() {
    final FreeRuns runs = new FreeRuns(cell("kill-flush", "dev-mutex"), POOL, Noise.of(1));
    final Set<Outcome> seen = new HashSet<>();
    for (int i = 0; i < 20_000 && seen.size() < 2; i++) {
      seen.add(runs.run().outcome());
    }
    assertThat(seen).containsExactlyInAnyOrder(VhostOutcome.COMPLETED, VhostOutcome.DEADLOCK);
  }

  /** Nothing that happens in the world ends the loop; it ends with the world, as every wait does. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 7})
  void anEndlessLoopOfTheKernelHangsItsTaskAndLeavesNoThreadBehind(long seed)
      throws InterruptedException {
    final ExecutorService pool = Executors.newCachedThreadPool();
    final FreeRuns runs = new FreeRuns(
        cell("kill-iotlb-update-whole", "iotlb-size-zero"),
        pool,
        seed == 0 ? Noise.NONE : Noise.of(seed));
    final Set<String> seen = new HashSet<>();
    for (int i = 0; i < 200 || (i < 20_000 && !seen.contains(IN_THE_LOOP)); i++) {
      seen.add(runs.run().summary());
    }
    assertThat(seen).contains(IN_THE_LOOP).isSubsetOf(IN_THE_LOOP, "COMPLETED");
    pool.shutdown();
    assertThat(pool.awaitTermination(1, TimeUnit.MINUTES))
        .as("all threads have ended")
        .isTrue();
  }

  @ParameterizedTest(name = "{0} x {1}")
  @CsvSource({
    "D1, flush-holds-mutex, DEADLOCK",
    "kill-release, upstream, COMPLETED",
    "kill-set-owner, kthread, COMPLETED"
  })
  void twoThreadsCanPlayTheActors(String scenario, String design, VhostOutcome outcome)
      throws Exception {
    final Cell cell = cell(scenario, design);
    final Scenario.Actors roles = cell.scenario().actors();
    final FreeRuns.PlayedRuns runs =
        new FreeRuns(cell, POOL, Noise.NONE).playedBy(roles.first(), roles.second());
    for (int i = 0; i < 200; i++) {
      final FreeRuns.Played played = runs.begin();
      final List<Runnable> actors = i % 2 == 0
          ? List.of(played::playFirst, played::playSecond)
          : List.of(played::playSecond, played::playFirst);
      for (Runnable actor : actors) {
        final Future<?> ignored = POOL.submit(actor);
      }
      final Verdict verdict = POOL.submit(played::verdict).get(2, TimeUnit.MINUTES);
      assertThat(verdict.outcome()).isEqualTo(outcome);
    }
  }
}
