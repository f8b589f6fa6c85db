package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs whose lines stand in one, or in the other order. */
class ArrangementTest {
  private static final String LOG = """
      [   90.000001] INFO: task vhost-77:78 blocked for more than 122 seconds.
      [   90.000002]       Not tainted 6.12.20 #1
      [   90.000003] task:vhost-77        state:D stack:0     pid:78    tgid:77    ppid:1
      [   90.000004] Call Trace:
      [   90.000005]  <TASK>
      [   90.000006]  __schedule+0x3a1/0xd20
      [   90.000007]  __mutex_lock.constprop.0+0x34b/0x6a0
      [   90.000008]  vhost_worker_killed+0x9b/0x190 [vhost]
      [   90.000009]  vhost_task_fn+0xc1/0x110
      [   90.000010]  </TASK>
      [   90.000011] Showing all locks held in the system:
      [   90.000012] 3 locks held by vhost-77/78:
      [   90.000013]  #0: ffff888001a0c0e8 (&vtsk->exit_mutex){+.+.}-{4:4}, at: vhost_task_fn+0x9c/0x110
      [   90.000014]  #1: ffff888001a0c280 (&worker->mutex){+.+.}-{4:4}, at: vhost_worker_killed+0x3a/0x190 [vhost]
      [   90.000015]  #2: ffff888001b00258 (&vq->mutex){+.+.}-{4:4}, at: vhost_worker_killed+0x9b/0x190 [vhost]
      [   90.000016] =============================================
      """;

  private final Diagnosing diagnosing = new Diagnosing();

  @ParameterizedTest
  @ValueSource(strings = {"<br>", "<br/>", "<br />", "#012"})
  void aLogInOneLineIsRead(String end) {
    final String line = LOG.strip().replace("\n", end) + "\n";
    final Diagnosis whole = diagnosing.text(LOG);
    final Diagnosis inOne = diagnosing.text("Nov 27 10:00:00 host dump: " + line);
    assertThat(inOne.hangs()).isEqualTo(whole.hangs());
    assertThat(inOne.summary()).isEqualTo(whole.summary()).contains("vq.mutex");
  }

  @Test
  void aLineThatIsTooLongToBeReadIsSaidToBe() {
    final StringBuilder line = new StringBuilder(LOG.strip().replace("\n", "<br>"));
    while (line.length() < 300_000) {
      line.append("<br>[   91.000001] tun: nothing of interest");
    }
    assertThat(String.join(" ", diagnosing.text(line.append('\n').toString()).notes()))
        .contains("only their beginnings were read");
  }

  @Test
  void aLogWhoseNewestLineIsTheFirstIsTurnedRound() {
    final Diagnosis turned = diagnosing.text(reversed(LOG));
    final Diagnosis whole = diagnosing.text(LOG);
    assertThat(turned.hangs()).isEqualTo(whole.hangs());
    assertThat(turned.summary()).isEqualTo(whole.summary()).contains("vq.mutex");
    assertThat(turned.understanding())
        .contains("turned round", "lines are counted from its end")
        .doesNotContain("reverse order");
    assertThat(diagnosing
            .text(reversed(LOG.replaceAll("(?m)^.*INFO: task.*\n", "")))
            .summary())
        .contains("blocked (D) in the kill handler");
  }

  @Test
  void anOldKernelsLogIsTurnedRoundToo() {
    final String old = """
        [   90.000001] INFO: task vhost-77:78 blocked for more than 120 seconds.
        [   90.000002]       Not tainted 5.4.0 #1
        [   90.000003] vhost-77        D    0    78      2 0x80004000
        [   90.000004] Call Trace:
        [   90.000005]  __schedule+0x2e3/0x740
        [   90.000006]  jbd2_log_wait_commit+0xd7/0x150
        [   90.000007]  handle_rx+0x3ab/0x750 [vhost_net]
        [   90.000008]  vhost_worker+0x42/0x70 [vhost]
        [   90.000009]  kthread+0x104/0x140
        [   90.000010]  ret_from_fork+0x22/0x40
        """;
    assertThat(diagnosing.text(reversed(old)).summary())
        .isEqualTo(diagnosing.text(old).summary());
  }

  @Test
  void aLogTooLongToBeKeptIsSaidToBeReversed() {
    final String rest = "[   91.000001] tun: nothing of interest\n".repeat(500_000);
    assertThat(String.join(" ", diagnosing.text(reversed(LOG) + rest).answer()))
        .contains("reverse order", "tac");
  }

  private static String reversed(String log) {
    final List<String> lines = new ArrayList<>(log.lines().toList());
    Collections.reverse(lines);
    return String.join("\n", lines) + "\n";
  }

  @ParameterizedTest
  @ValueSource(ints = {72, 80, 100})
  void aLogThatWasBrokenAtAWidthIsMadeWhole(int width) {
    final StringBuilder broken = new StringBuilder();
    for (String line : (LOG + LOG.replace("   90.", "  290.")).lines().toList()) {
      broken.append(line.replaceAll("(.{" + width + "})(?=.)", "$1\n")).append('\n');
    }
    final Diagnosis read = diagnosing.text(broken.toString());
    assertThat(read.summary()).isEqualTo(diagnosing.text(LOG + LOG).summary());
    assertThat(read.understood().missedCount()).isZero();
  }

  @Test
  void aNumberThatMayBeCutOffIsNotTaken() {
    assertThat(diagnosing.text(LOG.replaceAll(" pid:78 .*", " pid:7")).summary())
        .doesNotContain("vhost-77/7 ");
    assertThat(diagnosing.text(LOG.replaceAll("tgid:77 .*", "tgid:7")).summary())
        .startsWith("vhost-77/78 is hung");
    assertThat(
            diagnosing.text(LOG.replaceAll("tgid:77 .*", "tgid:7\n7    ppid:1")).summary())
        .startsWith("vhost-77/78 (thread group 77) is hung");
  }

  @Test
  void locksWhoseLinesAreCutOffAreRead() {
    for (int width : new int[] {68, 80}) {
      final String cut = LOG.replaceAll("(?m)^(.{" + width + "}).*$", "$1");
      assertThat(diagnosing.text(cut).summary())
          .as("at " + width)
          .contains("waits for a vq.mutex (ffff888001b00258)")
          .contains("holds vtsk.exit_mutex, worker.mutex meanwhile");
    }
  }

  @Test
  void aLogInItsOwnOrderIsNotCalledReversed() {
    assertThat(String.join(" ", diagnosing.text(LOG + LOG).answer()))
        .doesNotContain("reverse order");
  }

  @Test
  void aReportOfLockdepThatSaysItsEndIsWhole() {
    final String log = """
        [   90.000001] WARNING: possible circular locking dependency detected
        [   90.000002] vhost-77/78 is trying to acquire lock:
        [   90.000003] ffff888001b00258 (&vq->mutex){+.+.}-{4:4}, at: vhost_worker_killed+0x9b/0x190 [vhost]
        [   90.000004] stack backtrace:
        [   90.000005] CPU: 1 UID: 0 PID: 78 Comm: vhost-77 Not tainted 6.12.20 #1
        [   90.000006] Call Trace:
        [   90.000007]  <TASK>
        [   90.000008]  __mutex_lock+0xa3/0xd30
        [   90.000009]  vhost_worker_killed+0x9b/0x190 [vhost]
        [   90.000010]  vhost_task_fn+0xc1/0x110
        """;
    assertThat(diagnosing.text(log).summary()).contains("log ends inside a report of lockdep");
    assertThat(diagnosing
            .text(log + "[   90.000011]  </TASK>\n[   95.000001] tun: done\n")
            .summary())
        .doesNotContain("ends inside");
  }
}
