package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A worker that is stopped, traced or frozen is not idle: something else has to let it go on. */
class HaltedWorkersTest {
  private static final String FLUSHER = """
      INFO: task holder:77 blocked for more than 122 seconds.
            Not tainted 6.12.20 #1
      task:holder          state:D stack:0     pid:77    tgid:77    ppid:1      flags:0x00004006
      Call Trace:
       <TASK>
       __schedule+0x3a1/0xd20
       schedule+0x5a/0xe0
       __wait_for_common+0x8f/0x1d0
       __vhost_worker_flush+0x9e/0xd0 [vhost]
       vhost_dev_flush+0x33/0x60 [vhost]
       vhost_net_release+0x47/0xe0 [vhost_net]
       __fput+0xf1/0x2c0
       </TASK>
      """;

  private final Diagnosing diagnosing = new Diagnosing();

  private static String worker(char state, String function) {
    return String.format(Locale.ROOT, """
        task:vhost-77        state:%s stack:0     pid:78    tgid:77    ppid:1      flags:0x00004006
        Call Trace:
         <TASK>
         __schedule+0x3a1/0xd20
         schedule+0x5a/0xe0
         %s+0x1b7/0x250
         get_signal+0x6a5/0x910
         vhost_task_fn+0x67/0x110
         ret_from_fork+0x34/0x50
         </TASK>
        """, state, function);
  }

  @Test
  void whatEndsAHangThatWaitsForNoPageIsNoPage() {
    final Diagnosis.DiagnosedHang hang = Diagnosing.only(diagnosing.text(FLUSHER));
    assertThat(hang.remarks())
        .anyMatch(
            remark -> remark.endsWith("when the group goes on that is stopped, traced or frozen."))
        .noneMatch(remark -> remark.contains("user memory"));
  }

  @ParameterizedTest
  @CsvSource({
    "T, do_signal_stop, is stopped by a signal, SIGCONT",
    "t, ptrace_stop.part.0, ptrace, detach",
    "S, do_freezer_trap, is frozen, thaw",
    "D, __refrigerator, is frozen, thaw"
  })
  void itIsSaidWhatHaltsTheWorkerAndWhatEndsThat(
      char state, String function, String halt, String ends) {
    final Diagnosis diagnosis = diagnosing.text(FLUSHER + worker(state, function));
    final Diagnosis.DiagnosedHang hang = Diagnosing.only(diagnosis);
    assertThat(hang.cause()).contains("vhost-77/78", halt, ends).doesNotContain("idle");
    assertThat(String.join(" ", hang.holder())).contains(halt).doesNotContain("idle");
    assertThat(String.join(" ", hang.remarks())).doesNotContain("user memory");
    assertThat(String.join("\n", hang.captureNext())).contains("/proc/78/status");
  }

  @Test
  void aStoppedWorkerThatNobodyWaitsForIsNotedAsStopped() {
    final Diagnosis diagnosis = diagnosing.text(worker('T', "do_signal_stop"));
    assertThat(diagnosis.hangs()).isEmpty();
    assertThat(String.join(" ", diagnosis.notes()))
        .contains("vhost-77/78 is stopped by a signal", "SIGCONT")
        .doesNotContain("idle");
  }

  @Test
  void aWorkerThatSleepsInItsLoopIsIdle() {
    final Diagnosis diagnosis = diagnosing.text(
        worker('S', "do_freezer_trap").replaceAll("(?m)^ (do_freezer_trap|get_signal).*\n", ""));
    assertThat(String.join(" ", diagnosis.notes())).contains("idle worker");
  }

  @Test
  void theFunnelOfExpeditedGracePeriodsIsAWaitForReaders() {
    final Diagnosis.DiagnosedHang hang = Diagnosing.only(diagnosing.text("""
        INFO: task vhost-77:78 blocked for more than 122 seconds.
        task:vhost-77        state:D stack:0     pid:78    tgid:77    ppid:1      flags:0x00004006
        Call Trace:
         __schedule+0x3a1/0xd20
         schedule+0x5a/0xe0
         __mutex_lock.constprop.0+0x34b/0x6a0
         exp_funnel_lock+0x1f3/0x240
         synchronize_rcu_expedited+0x1c3/0x250
         synchronize_rcu+0x1d/0x180
         vhost_worker_killed+0x12c/0x190 [vhost]
         vhost_task_fn+0xc1/0x110
        """));
    assertThat(hang.waitsFor()).contains("RCU readers").doesNotContain("not vhost's");
    assertThat(hang.cause()).doesNotContain("outside vhost");
  }
}
