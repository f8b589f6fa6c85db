package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.killpath.app.diagnose.evidence.Holder;

/** Logs of several machines in one: nobody on one waits for anybody on another. */
class SeveralHostsTest {
  private static final String TRACE = """
      INFO: task vhost-77:78 blocked for more than 122 seconds.
            Not tainted 6.12.20 #1
      task:vhost-77        state:D stack:0     pid:78    tgid:77    ppid:1      flags:0x00004004
      Call Trace:
       <TASK>
       __schedule+0x3a1/0xd20
       __mutex_lock.constprop.0+0x34b/0x6a0
       vhost_worker_killed+0x9b/0x190 [vhost]
       vhost_task_fn+0xc1/0x110
       ret_from_fork+0x34/0x50
       </TASK>
      """;
  private static final String LOCKS = """
      Showing all locks held in the system:
      3 locks held by vhost-77/78:
       #0: ffff888001a0c0e8 (&vtsk->exit_mutex){+.+.}-{4:4}, at: vhost_task_fn+0x9c/0x110
       #1: ffff888001a0c280 (&worker->mutex){+.+.}-{4:4}, at: vhost_worker_killed+0x3a/0x190 [vhost]
       #2: ffff888001b00258 (&vq->mutex){+.+.}-{4:4}, at: vhost_worker_killed+0x9b/0x190 [vhost]
      1 lock held by other/90:
       #0: ffff888001b00258 (&vq->mutex){+.+.}-{4:4}, at: vhost_vring_ioctl+0x9b/0x190 [vhost]
      =============================================
      """;
  private static final String ELSEWHERE = """
      INFO: task z_wr_iss:572 blocked for more than 120 seconds.
            Not tainted 5.4.0-29-generic #33-Ubuntu
      z_wr_iss        D    0   572      2 0x80004000
      Call Trace:
       __schedule+0x2e3/0x740
       rwsem_down_write_slowpath+0x244/0x4d0
       dbuf_write_ready+0x1d4/0x3d0 [zfs]
       zio_ready+0x63/0x3f0 [zfs]
       kthread+0x104/0x140
       ret_from_fork+0x22/0x40
      """;

  private final Diagnosing diagnosing = new Diagnosing();

  private static String at(String host, String log) {
    final StringBuilder lines = new StringBuilder();
    for (String line : log.lines().toList()) {
      lines.append(String.format(Locale.ROOT, "Mar  2 11:10:01 %s kernel: %s%n", host, line));
    }
    return lines.toString();
  }

  private static String mixed(String one, String other) {
    final List<String> lines = one.lines().toList();
    final List<String> others = other.lines().toList();
    final StringBuilder mixed = new StringBuilder();
    for (int i = 0; i < Math.max(lines.size(), others.size()); i++) {
      mixed.append(i < lines.size() ? lines.get(i) + "\n" : "");
      mixed.append(i < others.size() ? others.get(i) + "\n" : "");
    }
    return mixed.toString();
  }

  @Test
  void theHolderOnAnotherMachineIsNone() {
    final Diagnosis diagnosis = diagnosing.text(at("node-7", TRACE) + at("node-8", LOCKS));
    assertThat(diagnosis.hangs().get(0).headline()).startsWith("on node-7: vhost-77/78");
    assertThat(diagnosis.hangs().get(0).hang().holder()).isNotInstanceOf(Holder.Known.class);
  }

  @Test
  void linesOfSeveralMachinesAreKeptApart() {
    final Diagnosis diagnosis =
        diagnosing.text(mixed(at("node-7", TRACE + LOCKS), at("node-8", ELSEWHERE)));
    assertThat(Diagnosing.only(diagnosis).headline())
        .startsWith(
            "on node-7: vhost-77/78 (thread group 77) is hung in the kill handler's detach loop");
    assertThat(Diagnosing.only(diagnosis).cause()).startsWith("other/90 has what it waits for");
    assertThat(diagnosis.notes())
        .anyMatch(note -> note.startsWith("on node-8: hung, too") && note.contains("z_wr_iss/572"));
  }

  @Test
  void aMachineIsTheSameWithItsDomainAndBeforeItHadAName() {
    final String log = at("localhost", "Linux version 6.12.20 (x@y) #1")
        + at("node-7", TRACE)
        + at("node-7.example.com", LOCKS);
    assertThat(Diagnosing.only(diagnosing.text(log)).headline()).startsWith("vhost-77/78");
    assertThat(Diagnosing.only(diagnosing.text(log)).cause()).startsWith("other/90 has");
    assertThat(diagnosing.text(TRACE + at("node-7", LOCKS)).hangs().get(0).cause())
        .startsWith("other/90 has");
  }

  @Test
  void aMachineIsTheSameWhicheverWayALineWritesItsName() {
    final List<String> names = List.of("node-7", "Node-7", "node-7.example.org");
    final List<String> lines = (TRACE + LOCKS).lines().toList();
    final StringBuilder log = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      log.append(at(names.get(i % names.size()), lines.get(i)));
    }
    assertThat(Diagnosing.only(diagnosing.text(log.toString())).cause()).startsWith("other/90 has");
  }

  @Test
  void ofManyMachinesTheFirstOnesAreRead() {
    final StringBuilder log = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      log.append(at("host" + i, ELSEWHERE));
    }
    assertThat(diagnosing.text(log.toString()).understanding()).contains("more than 16 machines");
  }
}
