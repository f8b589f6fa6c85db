package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.evidence.Findings;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.Holder;

/** What capture, {@code /proc} and debuggers print is read, alone and together with a log. */
class CaptureTest {
  private static final Diagnosing DIAGNOSING = new Diagnosing();

  static final String CAPTURED = """
      vhost-1000/1010 (group 1000) state D at vhost_worker_killed < vhost_task_fn < ret_from_fork
          waits for mutex 0xffff888001b00258 (owner word 0xffff888003a40001) HELD BY holder/2000 \
      (group 2000) state S at handle_userfault < exc_page_fault < _copy_from_user < vhost_vring_ioctl \
      < vhost_vsock_dev_ioctl
      look: holder/2000 states SSSSSSSSSS cpu ticks +0 SigPnd:0000000000000000 stack: handle_userfault
      """;

  static final String STACK = """
      # cat /proc/1000/task/1010/stack
      [<0>] vhost_worker_killed+0x9b/0x190 [vhost]
      [<0>] vhost_task_fn+0xc1/0x110
      [<0>] ret_from_fork+0x34/0x50
      """;

  static final String DRGN = """
      >>> prog.stack_trace(1010)
      #0  context_switch (./kernel/sched/core.c:5256:2)
      #1  __schedule (./kernel/sched/core.c:6863:8)
      #2  schedule (./kernel/sched/core.c:6960:3)
      #3  __mutex_lock (./kernel/locking/mutex.c:776:9)
      #4  vhost_worker_killed (./drivers/vhost/vhost.c:476:3)
      #5  vhost_task_fn (./kernel/vhost_task.c:62:3)
      """;

  private static Hang only(String... files) throws IOException {
    final Findings.Reading reading = new Findings.Reading();
    for (String file : files) {
      reading.take(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }
    final Findings findings = reading.findings();
    assertThat(findings.cases()).hasSize(1);
    assertThat(findings.cases().get(0).hangs()).hasSize(1);
    return findings.cases().get(0).hangs().get(0);
  }

  @Test
  void aCaptureNamesTheHolderForCertain() {
    final DiagnosedHang hang = Diagnosing.only(DIAGNOSING.text(CAPTURED));
    final Holder.Known holder = (Holder.Known) hang.hang().holder();
    assertThat(holder.task().task()).hasToString("holder/2000");
    assertThat(holder.certain()).isTrue();
    assertThat(holder.task().trace().functions()).startsWith("vhost_vring_ioctl");
    assertThat(hang.hang().victim().tgid()).contains(1000);
    assertThat(hang.orderings().get(0).scenario()).isEqualTo("C");
  }

  @Test
  void aLogAndACaptureAreOneCase() throws IOException {
    final String log =
        new String(Diagnosing.excerptBytes("cases/e3-sysrq-w.txt"), StandardCharsets.UTF_8);
    final Hang hang = only(log, STACK, CAPTURED);
    assertThat(hang.victim().task()).hasToString("vhost-1000/1010");
    assertThat(((Holder.Known) hang.holder()).task().task()).hasToString("holder/2000");
  }

  @Test
  void aStackFromProcIsOfTheTaskThatItsFileNames() throws IOException {
    final Hang hang = only(STACK);
    assertThat(hang.victim().task().pid()).isEqualTo(1010);
    assertThat(hang.victim().tgid()).contains(1000);
    assertThat(hang.certainty()).isEqualTo(Hang.Certainty.MOMENT);
    assertThat(hang.victim().trace().functions())
        .containsExactly("vhost_worker_killed", "vhost_task_fn");
  }

  @Test
  void grepNamesTheFileInEachLine() throws IOException {
    final Hang hang = only("""
        /proc/1000/task/1000/stack:[<0>] do_sys_poll+0x1/0x2
        /proc/1000/task/1010/stack:[<0>] vhost_worker_killed+0x9b/0x190 [vhost]
        /proc/1000/task/1010/stack:[<0>] vhost_task_fn+0xc1/0x110
        """);
    assertThat(hang.victim().task().pid()).isEqualTo(1010);
    assertThat(hang.victim().trace().functions()).hasSize(2);
  }

  @Test
  void aTraceOfDrgnIsRead() throws IOException {
    final Hang hang = only(DRGN);
    assertThat(hang.victim().task().pid()).isEqualTo(1010);
    assertThat(hang.victim().trace().innermost()).contains("vhost_worker_killed");
  }

  private static String captured(String states, String holder) {
    return """
        capture: kernel 6.12.117+deb12-amd64 on x86_64
        vhost-1000/1010 (group 1000) state D at vhost_worker_killed < vhost_task_fn < ret_from_fork
            waits for mutex 0xffff888001b00258 (owner word 0xffff888003a40001) HELD BY holder/2000 \
        (group 2000) state S at HOLDER
        look: holder/2000 states STATES cpu ticks +0 SigPnd:0000000000000200 stack: none
        """.replace("STATES", states).replace("HOLDER", holder);
  }

  /** A capture has no list of locks: that a lock is not in one speaks against no design. */
  @Test
  void aCaptureAloneIsExplainedByTheDesignThatItsKernelHas() {
    final DiagnosedHang asleep = Diagnosing.only(DIAGNOSING.text(captured(
        "SSSSSSSSSS", "handle_userfault < exc_page_fault < _copy_from_user < vhost_vring_ioctl")));
    assertThat(asleep.release()).contains("6.12.117+deb12-amd64");
    assertThat(asleep.orderings().get(0).scenario()).isEqualTo("C");
    assertThat(asleep.orderings().get(0).design()).isEqualTo("upstream");
    assertThat(asleep.orderings().get(0).isWhole()).isTrue();
    final DiagnosedHang running =
        Diagnosing.only(DIAGNOSING.text(captured("RRRRRRRRSR", "(no stack: it runs)")));
    assertThat(((Holder.Known) running.hang().holder()).task().timesRunning()).isEqualTo(9);
    assertThat(running.orderings().get(0).scenario()).isEqualTo("F");
    assertThat(running.orderings().get(0).design()).isEqualTo("upstream");
    assertThat(running.orderings().get(0).isWhole()).isTrue();
  }
}
