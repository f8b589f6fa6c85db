package org.killpath.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.killpath.engine.judge.Outcome;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.lab.Schedules;
import org.killpath.lab.Seen;
import org.killpath.lab.cell.VhostOutcome;

/**
 * Bugs of the past are found again when their fix is taken out, by random schedules, and are not
 * there in upstream. The manual's page on history says how many schedules each one took.
 */
class HistoryTest {
  private static final int MOST_SCHEDULES = 3_000;

  private static Seen upstream(String scenario) {
    return Schedules.randomWalk(Schedules.cell(scenario, "upstream"), Schedules.count(300));
  }

  private static Verdict find(
      String scenario, String design, Outcome outcome, Predicate<Verdict> likeThis) {
    final Seen seen = Schedules.randomWalk(Schedules.cell(scenario, design), MOST_SCHEDULES);
    return seen.verdicts().stream()
        .filter(verdict -> verdict.outcome() == outcome)
        .filter(likeThis)
        .findFirst()
        .orElseThrow(() -> new AssertionError(scenario + " x " + design + " showed " + seen));
  }

  private static boolean says(Verdict verdict, Outcome outcome, String... parts) {
    return verdict.findings().stream()
        .filter(found -> found.outcome() == outcome)
        .anyMatch(found -> Set.of(parts).stream().allMatch(found.detail()::contains));
  }

  private static String function(Verdict verdict, String role) {
    return verdict
        .evidence()
        .role(role)
        .flatMap(TaskReport::function)
        .map(CFunction::name)
        .orElse("user mode");
  }

  @Test
  void ba704ff4e142AFlushThatKeepsWorkerMutexWaitsInACircleWithTheHandler() {
    final Verdict verdict =
        find("kill-flush", "flush-holds-mutex", VhostOutcome.DEADLOCK, anyVerdict -> true);
    assertThat(verdict.evidence().cycle())
        .extracting(TaskReport::role)
        .containsExactlyInAnyOrder("flusher", "worker");
    assertThat(upstream("kill-flush").outcomes()).containsExactly(VhostOutcome.COMPLETED);
  }

  @Test
  void db5247d9bf5cAWorkerThatLeavesWithoutAHandlerLeavesItsFlushWaitersForEver() {
    find(
        "kill-flush",
        "exit-without-handler",
        VhostOutcome.LOST_FLUSH,
        lost -> function(lost, "flusher").equals("__vhost_worker_flush"));
    assertThat(upstream("kill-flush").outcomes()).containsExactly(VhostOutcome.COMPLETED);
  }

  @Test
  void commit34cf9ba5f00aAQueueIsAttachedToAWorkerWhoseHandlerHasLookedAlready() {
    find(
        "kill-set-owner",
        "unguarded-assignment",
        VhostOutcome.GAVE_UP,
        verdict -> says(verdict, VhostOutcome.GAVE_UP, "is still attached"));
    assertThat(upstream("kill-set-owner").outcomes()).containsExactly(VhostOutcome.COMPLETED);
  }

  @Test
  void afe16653e05dWhoeverQueuesWakesATaskThatIsNoMore() {
    find(
        "A",
        "unreferenced-exit",
        VhostOutcome.USE_AFTER_FREE,
        verdict -> says(verdict, VhostOutcome.USE_AFTER_FREE, "wakes task", "vhost_task_wake"));
    final Seen referenced =
        Schedules.randomWalk(Schedules.cell("A", "exit-without-handler"), Schedules.count(300));
    assertThat(referenced.outcomes()).doesNotContain(VhostOutcome.USE_AFTER_FREE);
  }

  @Test
  void e2ae38cf3d91AnEntryOfSizeZeroKeepsTheWorkerInALoopUnderVqMutex() {
    final Verdict verdict = find(
        "kill-iotlb-update-whole",
        "iotlb-size-zero",
        VhostOutcome.HUNG,
        hung -> function(hung, "worker").equals("iotlb_access_ok")
            && function(hung, "flusher").equals("__vhost_worker_flush"));
    final TaskReport worker = verdict.evidence().role("worker").orElseThrow();
    assertThat(worker.state().shown()).isEqualTo('R');
    assertThat(worker.locks()).extracting(TaskReport.HeldLock::name).contains("vq[0].mutex");
    assertThat(worker.isReported()).isFalse();
    assertThat(upstream("kill-iotlb-update-whole").outcomes())
        .containsExactly(VhostOutcome.COMPLETED);
  }

  @Test
  void a58da53ffd70ADeviceThatIsNotStoppedUsesWhatTheLastCloseFrees() {
    find(
        "kill-busy-tx",
        "owner-stops-only",
        VhostOutcome.USE_AFTER_FREE,
        verdict ->
            says(verdict, VhostOutcome.USE_AFTER_FREE, "dev.umem", "vhost_vsock_handle_tx_kick"));
    final Seen stopped =
        Schedules.randomWalk(Schedules.cell("kill-busy-tx", "kthread"), Schedules.count(300));
    assertThat(stopped.outcomes()).containsExactly(VhostOutcome.COMPLETED);
    assertThat(upstream("kill-busy-tx").outcomes()).containsExactly(VhostOutcome.COMPLETED);
  }

  @Test
  void commit0352c961cb35ARefusedTaskManagementFunctionIsWaitedForEver() {
    final Verdict verdict =
        find("scsi-kill-tmf", "tmf-refusal-ignored", VhostOutcome.HUNG, anyVerdict -> true);
    assertThat(verdict.findings())
        .anySatisfy(found -> assertThat(found.detail()).contains("inflight"));
    assertThat(upstream("scsi-kill-tmf").outcomes()).containsExactly(VhostOutcome.COMPLETED);
  }
}
