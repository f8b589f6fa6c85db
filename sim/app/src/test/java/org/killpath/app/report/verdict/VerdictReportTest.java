package org.killpath.app.report.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.judge.Verdict;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.lab.Replayed;
import org.killpath.lab.table.Document;
import org.killpath.lab.table.Piece;

/** A verdict in words. */
class VerdictReportTest {
  private static Verdict verdict(String scenario, String design) {
    return Replayed.first(scenario, design).verdict();
  }

  private static TaskReport task(Op op, String on, String function, List<String> holders) {
    return new TaskReport(
        "worker",
        "vhost-38",
        39,
        38,
        true,
        TaskState.D,
        Optional.of(new CFunction(function, "drivers/vhost/vhost.c")),
        Optional.of(op),
        Optional.of(new TaskReport.WaitedFor(on, on, 1, Optional.empty())),
        holders,
        List.of(),
        List.of());
  }

  @Test
  void aWaitForALockDoesNotReadLikeAWaitForReaders() {
    assertThat(Waits.line(task(Op.LOCK, "vq[0].mutex", "vhost_worker_killed", List.of())))
        .isEqualTo("worker vhost-38/39 (D) in vhost_worker_killed(): blocked on vq[0].mutex");
    assertThat(Waits.line(task(Op.WAIT_FOR_READERS, "rcu", "synchronize_rcu", List.of())))
        .isEqualTo("worker vhost-38/39 (D) in synchronize_rcu(): stuck in synchronize_rcu()");
  }

  @Test
  void theChainLeadsFromTheStuckWorkerToTheOutsideWorld() {
    assertThat(new VerdictReport(verdict("C", "upstream")).sections())
        .filteredOn(section -> section.title().equals("chain"))
        .singleElement()
        .satisfies(chain -> {
          assertThat(chain.lines()).hasSize(2);
          assertThat(chain.lines().get(0)).contains("vhost_worker_killed()", "vq[0].mutex");
          assertThat(chain.lines().get(1))
              .contains("held by holder", "faulting on user page, up to the outside world");
        });
  }

  private static String text(String scenario, String design) {
    final VerdictReport report = new VerdictReport(verdict(scenario, design));
    return new Document()
        .add(new Piece.Entry("", 2, report.headline(), report.items()))
        .text(100);
  }

  @Test
  void aCycleComesBackToWhereItBegan() {
    assertThat(text("D1", "flush-holds-mutex"))
        .containsPattern("cycle +flusher .*, up to worker\n.*worker .* held by flusher\n");
  }

  @Test
  void aWaitThatAKernelShowsAsDAndDoesNotReportIsCalledKillable() {
    assertThat(text("E2-log", "upstream"))
        .contains("(D, killable) in vhost_transport_do_send_pkt()")
        .contains("watchdog      reports nobody: the hang is silent");
  }

  @Test
  void aSilentHangSaysThatTheWatchdogReportsNobody() {
    assertThat(text("E2", "upstream")).contains("watchdog      reports nobody: the hang is silent");
  }

  @Test
  void whoIsLeftBehindIsSaidEvenIfTheWorldCompleted() {
    final VerdictReport report = new VerdictReport(verdict("C", "lock-free-detach"));
    assertThat(report.headline()).isEmpty();
    assertThat(text("C", "lock-free-detach"))
        .containsPattern("left behind +holder .*faulting on user page");
  }

  @Test
  void aTaskThatIdlesInUserModeIsNotLeftBehind() {
    assertThat(text("C", "lock-free-detach")).doesNotContain("in user mode");
  }
}
