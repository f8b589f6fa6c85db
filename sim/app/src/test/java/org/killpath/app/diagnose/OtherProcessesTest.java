package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.Holder;

/** Workers of other processes have nothing to do with a hang, as far as names and groups tell. */
class OtherProcessesTest {
  private static final String FLUSHER = """
      INFO: task holder:77 blocked for more than 122 seconds.
      task:holder          state:D stack:0     pid:77    tgid:77    ppid:1      flags:0x00004006
      Call Trace:
       __schedule+0x3a1/0xd20
       __wait_for_common+0x8f/0x1d0
       __vhost_worker_flush+0x9e/0xd0 [vhost]
       vhost_dev_flush+0x33/0x60 [vhost]
       vhost_net_release+0x47/0xe0 [vhost_net]
      sysrq: Show State
      """;

  private static String worker(int group, int pid) {
    return String.format(Locale.ROOT, """
        task:vhost-%1$d      state:S stack:0     pid:%2$d    tgid:%1$d    ppid:1      flags:0x00004006
        Call Trace:
         __schedule+0x3a1/0xd20
         schedule+0x5a/0xe0
         vhost_task_fn+0xa7/0x110
         ret_from_fork+0x34/0x50
        """, group, pid);
  }

  private final Diagnosing diagnosing = new Diagnosing();

  @ParameterizedTest
  @CsvSource({"77, 78, true", "500, 501, false"})
  void anOnlyWorkerIsWaitedForIfItIsOfThatProcess(int group, int pid, boolean known) {
    final DiagnosedHang hang = Diagnosing.only(diagnosing.text(FLUSHER + worker(group, pid)));
    assertThat(hang.hang().holder() instanceof Holder.Known).isEqualTo(known);
    if (!known) {
      assertThat(String.join(" ", hang.holder()))
          .contains("possible: vhost-500/501", "another process")
          .doesNotContain("most likely");
    }
  }

  @Test
  void workersOfOthersInALockListSpeakAgainstNoOrdering() {
    final String alone = lockList("");
    final String others = lockList("""
        2 locks held by vhost-500/501:
         #0: ffff888002a0c0e8 (&vtsk->exit_mutex){+.+.}-{4:4}, at: vhost_task_fn+0x9c/0x110
         #1: ffff888002a0c280 (&worker->mutex){+.+.}-{4:4}, at: vhost_worker_killed+0x3a/0x190 [vhost]
        """);
    final DiagnosedHang hang = Diagnosing.only(diagnosing.text(others));
    assertThat(hang.hang().workersWithLocks()).contains(new Hang.Workers(1, 2));
    assertThat(hang.orderings().get(0).isWhole()).isTrue();
    assertThat(hang.orderings().get(0).points())
        .isEqualTo(Diagnosing.only(diagnosing.text(alone)).orderings().get(0).points());
  }

  private static String lockList(String others) {
    return """
        INFO: task vhost-77:78 blocked for more than 122 seconds.
              Not tainted 6.12.20 #1
        task:vhost-77        state:D stack:0     pid:78    tgid:77    ppid:1      flags:0x00004006
        Call Trace:
         __schedule+0x3a1/0xd20
         __mutex_lock.constprop.0+0x34b/0x6a0
         vhost_worker_killed+0x9b/0x190 [vhost]
         vhost_task_fn+0xc1/0x110
         ret_from_fork+0x34/0x50

        Showing all locks held in the system:
        3 locks held by vhost-77/78:
         #0: ffff888001a0c0e8 (&vtsk->exit_mutex){+.+.}-{4:4}, at: vhost_task_fn+0x9c/0x110
         #1: ffff888001a0c280 (&worker->mutex){+.+.}-{4:4}, at: vhost_worker_killed+0x3a/0x190 [vhost]
         #2: ffff888001b00258 (&vq->mutex){+.+.}-{4:4}, at: vhost_worker_killed+0x9b/0x190 [vhost]
        3 locks held by holder/79:
         #0: ffff888001b000b8 (&dev->mutex){+.+.}-{4:4}, at: vhost_vsock_dev_ioctl+0x1a9/0x530 [vhost_vsock]
         #1: ffff888001b00258 (&vq->mutex){+.+.}-{4:4}, at: vhost_vring_ioctl+0x80/0x700 [vhost]
         #2: ffff888001d40998 (&mm->mmap_lock){++++}-{4:4}, at: lock_mm_and_find_vma+0x1d/0x230
        """ + others + """

        =============================================
        """;
  }
}
