package org.killpath.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.engine.search.Ran;
import org.killpath.engine.search.Search;
import org.killpath.engine.strategy.Pct;
import org.killpath.engine.strategy.Pos;
import org.killpath.engine.strategy.Strategy;
import org.killpath.lab.Schedules;
import org.killpath.lab.Seen;
import org.killpath.lab.catalogue.ScenarioCatalogue;
import org.killpath.lab.cell.Cell;
import org.killpath.lab.cell.VhostOutcome;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostVirtqueue;

/**
 * What upstream's vhost-scsi and vhost-net show beyond the hang that was reported. Where a schedule
 * has to be searched for, the search is PCT's and its seed is fixed.
 */
class BeyondTheReportTest {
  private static final long SEED = 1;
  private static final int MOST_SCHEDULES = 20_000;

  /** The first schedule that ends so, if there is one. */
  private static Optional<Verdict> search(String scenario, int depth, Outcome wanted) {
    return search(Schedules.cell(scenario, "upstream"), new Pct(SEED, depth, 0), wanted);
  }

  private static Optional<Verdict> search(Cell cell, Strategy strategy, Outcome wanted) {
    return search(cell, strategy, MOST_SCHEDULES, outcome -> outcome == wanted);
  }

  private static Optional<Verdict> search(
      Cell cell, Strategy strategy, int most, Predicate<Outcome> wanted) {
    try (Controlled controlled = new Controlled(Carriers.best())) {
      for (Ran<Cell> ran : Search.of(cell, strategy).atMost(most).on(controlled)) {
        if (ran instanceof Ran.Ended<Cell> ended && wanted.test(ended.verdict().outcome())) {
          return Optional.of(ended.verdict());
        }
      }
    }
    return Optional.empty();
  }

  private static boolean anyDetail(Verdict verdict, Outcome outcome, String part) {
    return verdict.findings().stream()
        .anyMatch(found -> found.outcome() == outcome && found.detail().contains(part));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scsi-hot-plug", "scsi-missed-events"})
  void anEventForADeadWorkerMakesItsSenderWaitForItself(String scenario) {
    final Seen seen = Schedules.randomWalk(Schedules.cell(scenario, "upstream"), 60);
    assertThat(seen.outcomes()).containsExactly(VhostOutcome.DEADLOCK);
    assertThat(seen.verdicts()).allSatisfy(verdict -> {
      final TaskReport stuck = verdict.stuck().orElseThrow();
      assertThat(stuck.function().orElseThrow().name()).isEqualTo("vhost_scsi_complete_events");
      assertThat(stuck.waitsFor().orElseThrow().name()).isEqualTo("vq[1].mutex");
      assertThat(stuck.holders()).containsExactly(stuck.task());
    });
  }

  @Test
  void aFlushWithoutDevMutexTouchesAWorkerThatIsBeingFreed() {
    final Verdict verdict =
        search("scsi-tmf-free-worker", 3, VhostOutcome.USE_AFTER_FREE).orElseThrow();
    assertThat(anyDetail(verdict, VhostOutcome.USE_AFTER_FREE, "worker.mutex")).isTrue();
  }

  @Test
  void aFlushWithoutDevMutexCanBeLeftBehindByAWorkerThatIsBeingFreed() {
    final Verdict verdict =
        search("scsi-tmf-free-worker", 3, VhostOutcome.LOST_FLUSH).orElseThrow();
    assertThat(anyDetail(verdict, VhostOutcome.LOST_FLUSH, "tmf-flush")).isTrue();
  }

  @Test
  void aKickIsLostWhenItsQueueLeavesADyingWorkerInTime() {
    final Cell cell = Schedules.cell("scsi-kill-attach-elsewhere", "upstream");
    final Verdict warned = search(cell, new Pos(SEED), VhostOutcome.WARNED).orElseThrow();
    assertThat(anyDetail(warned, VhostOutcome.WARNED, "list_empty")).isTrue();
    final Verdict hung = search(cell, new Pos(SEED), VhostOutcome.HUNG).orElseThrow();
    assertThat(anyDetail(hung, VhostOutcome.LOST_WORK, "completion_work")).isTrue();
  }

  @Test
  void noKickIsLostIfTheHandlerAlwaysWaitsForReaders() {
    final Cell cell = new Cell(
        ScenarioCatalogue.all().find("scsi-kill-attach-elsewhere").orElseThrow(),
        new AlwaysSynchronize());
    assertThat(search(
            cell,
            new Pos(SEED),
            Schedules.count(MOST_SCHEDULES),
            outcome -> outcome != VhostOutcome.COMPLETED))
        .isEmpty();
  }

  /** Upstream, but the handler waits for readers also if it detached nothing. */
  private static final class AlwaysSynchronize implements Design {
    @Override
    public String id() {
      return "always-synchronize";
    }

    @Override
    public String proposedBy() {
      return "this test";
    }

    @Override
    public String changes() {
      return "The handler waits for readers whether it detached a queue or not.";
    }

    @Override
    public Parts parts(VhostDev dev) {
      return Parts.upstream().withKillHandler((current, worker) -> {
        worker.mutex().lock(current);
        worker.killed().set(current, true);
        int detached = 0;
        for (VhostVirtqueue vq : dev.vqs()) {
          vq.mutex().lock(current);
          if (vq.isServedBy(current, worker)) {
            vq.worker().clear(current);
            detached++;
          }
          vq.mutex().unlock(current);
        }
        worker.addAttachments(current, -detached);
        current.kernel().rcu().synchronize(current);
        worker.vhostRunWorkList(current);
        worker.mutex().unlock(current);
      });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"net-zero-copy-release", "net-zero-copy-reset-owner"})
  void aCallbackOfTheLowerDeviceTouchesAWorkerThatWasFreed(String scenario) {
    final Verdict verdict = search(scenario, 2, VhostOutcome.USE_AFTER_FREE).orElseThrow();
    assertThat(anyDetail(verdict, VhostOutcome.USE_AFTER_FREE, "vhost_task_wake"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scsi-H",
        "scsi-kill-attach",
        "scsi-kill-swap",
        "scsi-kill-two-groups",
        "scsi-kill-completion",
        "scsi-kill-clear-endpoint",
        "scsi-kill-release",
        "net-H",
        "net-kill-reset-owner",
        "net-kill-zero-copy",
        "net-kill-busy-poll",
        "net-kill-release"
      })
  void theOtherRacesComplete(String scenario) {
    final Seen seen =
        Schedules.randomWalk(Schedules.cell(scenario, "upstream"), Schedules.count(300));
    assertThat(seen.outcomes()).as(seen.toString()).containsExactly(VhostOutcome.COMPLETED);
  }
}
