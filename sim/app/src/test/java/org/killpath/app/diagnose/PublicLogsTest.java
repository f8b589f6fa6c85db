package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What public reports, cut to a few lines each, were read wrongly as. */
class PublicLogsTest {
  private static final Diagnosing DIAGNOSING = new Diagnosing();

  @Test
  void aTraceThatDoesNotBeginInTheSchedulerIsNoWait() {
    assertThat(DIAGNOSING.text("""
            >         Call Trace:
            >          <TASK>
            >          iotlb_access_ok+0x21b/0x3e0 drivers/vhost/vhost.c:1340
            >          vq_meta_prefetch+0xbc/0x280 drivers/vhost/vhost.c:1366
            >          vhost_worker+0x23d/0x3d0 drivers/vhost/vhost.c:372
            >          kthread+0x2e9/0x3a0 kernel/kthread.c:377
            >          ret_from_fork+0x1f/0x30 arch/x86/entry/entry_64.S:295
            >          </TASK>
            """).summary())
        .contains("ran in iotlb_access_ok()")
        .doesNotContain("mutex", "blocked");
  }

  @Test
  void aTraceOfWhichAWriterLeftTheSchedulerOutIsAWait() {
    assertThat(DIAGNOSING.text("""
            Call Trace:
             mutex_lock+0x3c/0x50
             vhost_worker_killed+0x9b/0x190 [vhost]
             vhost_task_fn+0xc1/0x110
             ret_from_fork+0x34/0x50
            """).summary())
        .contains("is blocked in the kill handler", "waits for a mutex");
  }

  @Test
  void aWorkerThatRanIntoABugIsDead() {
    for (String first :
        List.of("kernel BUG at mm/usercopy.c:102!", "invalid opcode: 0000 [#1] SMP")) {
      assertThat(DIAGNOSING.text("[  906.411000] " + first + """

              [  906.413000] CPU: 21 PID: 9721 Comm: vhost-9689 Tainted: G            E      6.6.9 #1
              [  906.420000] RIP: 0010:usercopy_abort+0x6c/0x80
              [  906.490000] Call Trace:
              [  906.491000]  <TASK>
              [  906.514056]  __check_object_size.part.0+0x5e/0x140
              [  906.549667]  handle_rx+0x3ab/0x750 [vhost_net]
              [  906.554123]  vhost_worker+0x42/0x70 [vhost]
              [  906.558314]  vhost_task_fn+0x4b/0xb0
              [  906.575351]  ret_from_fork+0x2d/0x50
              [  906.587152]  </TASK>
              """).summary())
          .as(first)
          .contains("usercopy_abort() by vhost-9689/9721", "the task ended there");
    }
  }

  @Test
  void aFunctionThatWasInlinedIsUnderstood() {
    final Diagnosis diagnosis = DIAGNOSING.text("""
        INFO: task syz.0.17:6636 blocked for more than 143 seconds.
        task:syz.0.17        state:D stack:27880 pid:6636  tgid:6636  ppid:6529   flags:0x00004004
        Call Trace:
         <TASK>
         __schedule+0x116a/0x5de0 kernel/sched/core.c:6786
         __wait_for_common+0x2ff/0x4e0 kernel/sched/completion.c:116
         __vhost_worker_flush+0x1cd/0x210 drivers/vhost/vhost.c:288
         vhost_worker_flush drivers/vhost/vhost.c:295 [inline]
         vhost_dev_flush+0xac/0x110 drivers/vhost/vhost.c:305
         vhost_vsock_dev_release+0x19f/0x400 drivers/vhost/vsock.c:749
         entry_SYSCALL_64_after_hwframe+0x77/0x7f
         </TASK>
        """);
    assertThat(diagnosis.understood().missedCount()).isZero();
  }

  @Test
  void aStallNamesTheTaskThatTheProcessorExecutes() {
    final String look = """
        [  %d.859212] rcu: INFO: rcu_sched self-detected stall on CPU
        [  %<d.862158] NMI backtrace for cpu 0
        [  %<d.862638] CPU: 0 PID: 16613 Comm: vhost-16595 Not tainted 5.7.0 #6
        [  %<d.866084] Call Trace:
        [  %<d.866395]  <IRQ>
        [  %<d.867079]  nmi_cpu_backtrace.cold+0x14/0x54
        [  %<d.869747]  rcu_dump_cpu_stacks+0xa0/0xd2
        [  %<d.876507]  </IRQ>
        [  %<d.876799] RIP: 0010:vhost_get_avail_buf+0x8a/0x860 [vhost]
        [  %<d.900918]  get_tx_bufs+0x49/0x180 [vhost_net]
        [  %<d.917688]  handle_tx+0xb0/0xe0 [vhost_net]
        [  %<d.920366]  vhost_worker+0xb3/0x110 [vhost]
        [  %<d.924442]  ret_from_fork+0x22/0x30
        """;
    assertThat(DIAGNOSING
            .text(String.format(java.util.Locale.ROOT, look, 234)
                + String.format(java.util.Locale.ROOT, look, 297))
            .summary())
        .contains("an RCU stall by vhost-16595/16613")
        .contains("ran each of the 2 times that it was looked at")
        .doesNotContain("nmi_cpu_backtrace");
  }

  @Test
  void whoHangsElsewhereIsSaidToWaitForWhatItIs() {
    assertThat(DIAGNOSING.text("""
            [287100.557173] INFO: task z_wr_iss:572 blocked for more than 120 seconds.
            [287100.557174]       Tainted: P           O      5.4.0-29-generic #33-Ubuntu
            [287100.557175] z_wr_iss        D    0   572      2 0x80004000
            [287100.557176] Call Trace:
            [287100.557177]  __schedule+0x2e3/0x740
            [287100.557181]  rwsem_down_write_slowpath+0x244/0x4d0
            [287100.557239]  dbuf_write_ready+0x1d4/0x3d0 [zfs]
            [287100.557300]  zio_ready+0x63/0x3f0 [zfs]
            [287100.557381]  kthread+0x104/0x140
            """).summary())
        .contains("z_wr_iss/572 in rwsem_down_write_slowpath(), for a ZFS pool");
    assertThat(DIAGNOSING.text("""
            $ sudo cat /proc/8841/stack
            [<0>] nfs_wait_bit_killable+0x2e/0x90 [nfs]
            [<0>] __wait_on_bit+0x5c/0xb0
            [<0>] entry_SYSCALL_64_after_hwframe+0x77/0x7f
            """).summary())
        .contains("pid 8841 in nfs_wait_bit_killable(), for an NFS server");
  }

  @Test
  void dotsAtTheEndAreNoMessageThatGoesOn() {
    assertThat(DIAGNOSING
            .text("[   10.000001] tun: 00 00 00 00\n................\n")
            .summary())
        .doesNotContain("ends inside");
  }
}
