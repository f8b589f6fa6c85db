package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.evidence.Hang;

/** What several looks at a task say, and what a watchdog for processors says of one. */
class LooksTest {
  private final Diagnosing diagnosing = new Diagnosing();

  private static String blocked(int second, String caller) {
    return String.format(Locale.ROOT, """
        [  %1$d.000001] sysrq: Show Blocked State
        [  %1$d.000002] task:vhost-77        state:D stack:0     pid:78    tgid:77    ppid:1
        [  %1$d.000003] Call Trace:
        [  %1$d.000004]  __schedule+0x3a1/0xd20
        [  %1$d.000005]  schedule+0x5a/0xe0
        [  %1$d.000006]  __mutex_lock.constprop.0+0x34b/0x6a0
        [  %1$d.000007]  %2$s+0x9b/0x190 [vhost]
        [  %1$d.000008]  vhost_task_fn+0xc1/0x110
        [  %1$d.000009]  ret_from_fork+0x34/0x50
        """, second, caller);
  }

  @Test
  void twoLooksThatShowTheSameAreNotOneMoment() {
    final String log = blocked(50, "vhost_worker_killed") + blocked(61, "vhost_worker_killed");
    final DiagnosedHang hang = Diagnosing.only(diagnosing.text(log));
    assertThat(hang.headline()).contains("2 times, over 11 s").doesNotContain("one moment");
    assertThat(String.join(" ", hang.captureNext())).doesNotContain("a second look");
  }

  @Test
  void twoPrintsOfOneMomentAreOneLook() {
    final String log = blocked(50, "vhost_worker_killed") + blocked(50, "vhost_worker_killed");
    assertThat(Diagnosing.only(diagnosing.text(log)).headline()).contains("one moment");
  }

  @Test
  void aTaskThatHasMovedIsSeenAtOneMoment() {
    final String log = blocked(50, "vhost_net_flush") + blocked(61, "vhost_worker_killed");
    assertThat(Diagnosing.only(diagnosing.text(log)).headline()).contains("one moment");
  }

  @Test
  void aCommandThatReadsAStackTwiceShowsItTwice() {
    final String stack = """
        [<0>] vhost_worker_killed+0x9b/0x190 [vhost]
        [<0>] vhost_task_fn+0xc1/0x110
        [<0>] ret_from_fork+0x34/0x50
        [<0>] ret_from_fork_asm+0x1a/0x30
        """;
    final DiagnosedHang hang = Diagnosing.only(
        diagnosing.text("# cat /proc/78/stack; sleep 9; cat /proc/78/stack\n" + stack + stack));
    assertThat(hang.hang().victim().task().pid()).isEqualTo(78);
    assertThat(hang.hang().others()).isEmpty();
    assertThat(hang.headline()).contains("2 times").doesNotContain("one moment");
  }

  @Test
  void aSoftLockupsTaskRuns() {
    final Diagnosis diagnosis = diagnosing.text("""
        watchdog: BUG: soft lockup - CPU#3 stuck for 26s! [vhost-77:78]
        CPU: 3 UID: 0 PID: 78 Comm: vhost-77 Not tainted 6.12.20 #1
        RIP: 0010:vhost_get_vq_desc+0x10/0x6e0 [vhost]
        Call Trace:
         <TASK>
         handle_tx_copy+0x1d3/0x3b0 [vhost_net]
         handle_tx+0xa5/0xe0 [vhost_net]
         vhost_run_work_list+0x45/0x70 [vhost]
         vhost_task_fn+0x49/0x110
         </TASK>
        """);
    final DiagnosedHang hang = Diagnosing.only(diagnosis);
    assertThat(hang.hang().certainty()).isEqualTo(Hang.Certainty.LOOPING);
    assertThat(diagnosis.summary())
        .contains("runs and does not leave its processor", "soft lockup")
        .doesNotContain("blocked", "one moment", "log ends inside");
  }

  @Test
  void aFaultThatASoftLockupShowsIsRetried() {
    final DiagnosedHang hang = Diagnosing.only(diagnosing.text("""
        watchdog: BUG: soft lockup - CPU#3 stuck for 26s! [vhost-77:78]
        CPU: 3 UID: 0 PID: 78 Comm: vhost-77 Not tainted 6.12.20 #1
        RIP: 0010:handle_userfault+0x10/0x6e0
        Call Trace:
         <TASK>
         handle_mm_fault+0x9f/0x1f0
         exc_page_fault+0x7e/0x180
         _copy_to_iter+0x61/0x5b0
         vhost_transport_do_send_pkt+0x1f1/0x5e0 [vhost_vsock]
         vhost_run_work_list+0x45/0x70 [vhost]
         vhost_worker_killed+0x151/0x190 [vhost]
         vhost_task_fn+0xc1/0x110
         </TASK>
        """));
    assertThat(hang.headline())
        .contains("again and again", "userfaultfd")
        .doesNotContain("blocked", "one moment");
  }

  @Test
  void whoPrintsItsOwnTraceForWantOfMemoryIsNotBlocked() {
    final Diagnosis diagnosis = diagnosing.text("""
        vhost-77 invoked oom-killer: gfp_mask=0x1100cca(GFP_HIGHUSER_MOVABLE), order=0
        CPU: 3 UID: 0 PID: 78 Comm: vhost-77 Not tainted 6.12.20 #1
        Call Trace:
         <TASK>
         dump_stack_lvl+0x5d/0x80
         dump_header+0x44/0x1a0
         out_of_memory+0x101/0x5a0
         handle_mm_fault+0x9f/0x1f0
         exc_page_fault+0x7e/0x180
         _copy_to_iter+0x61/0x5b0
         handle_rx+0x3f4/0xa40 [vhost_net]
         vhost_task_fn+0x49/0x110
         </TASK>
        """);
    assertThat(diagnosis.hangs()).isEmpty();
    assertThat(diagnosis.summary()).doesNotContain("blocked");
  }
}
