package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.evidence.Holder;
import org.killpath.app.diagnose.evidence.task.Wait;

/** Logs that do not show everything: what they do not show is not made up. */
class PartialLogsTest {
  private static final Diagnosing DIAGNOSING = new Diagnosing();

  private static final String IN_RCU = """
      INFO: task vhost-7:8 blocked for more than 120 seconds.
      task:vhost-7 state:D stack:0 pid:8 tgid:7 ppid:1 flags:0x0
      Call Trace:
       <TASK>
       __schedule+0x1/0x2
       schedule+0x1/0x2
       schedule_timeout+0x1/0x2
       __wait_for_common+0x1/0x2
       __wait_rcu_gp+0x1/0x2
       synchronize_rcu+0x1/0x2
       vhost_worker_killed+0x1/0x2
       vhost_task_fn+0x1/0x2
       </TASK>
      """;

  private static String excerptUpTo(String excerpt, String end) {
    final String text = new String(Diagnosing.excerptBytes(excerpt), StandardCharsets.UTF_8);
    return text.substring(0, text.indexOf(end));
  }

  @Test
  void withoutALockListTheMutexInTheHandlerCannotBeTold() {
    final DiagnosedHang hang =
        Diagnosing.only(DIAGNOSING.text(excerptUpTo("holder-asleep-6.12.log", "Showing all")));
    assertThat(hang.where()).contains("at worker.mutex or in its detach loop");
    assertThat(hang.waitsFor()).isEqualTo("a mutex; the log has no lock list that names it");
    assertThat(hang.hang().holder()).isInstanceOf(Holder.Unknown.class);
    assertThat(hang.cannotTell()).contains("who holds the mutex");
    assertThat(hang.captureNext()).anyMatch(what -> what.startsWith("a lock list"));
  }

  @Test
  void theOwnerThatTheKernelNamesIsCalledLikelyAsThere() {
    final DiagnosedHang hang =
        Diagnosing.only(DIAGNOSING.text(excerptUpTo("holder-retrying-7.3.log", "Showing all")));
    final Holder.Known holder = (Holder.Known) hang.hang().holder();
    assertThat(holder.task().task()).hasToString("gt-holder-out/40");
    assertThat(holder.certain()).isFalse();
    assertThat(hang.holder().get(0)).contains("most likely", "likely owner");
    assertThat(hang.orderings().get(0).scenario()).isEqualTo("F");
  }

  @Test
  void anOwnerThatTheKernelDidNotFindIsNobody() {
    final String log = excerptUpTo("holder-retrying-7.3.log", "INFO: task vhost-38:39 is blocked")
        + "INFO: task vhost-38:39 is blocked on a mutex, but the owner is not found.\n";
    assertThat(Diagnosing.only(DIAGNOSING.text(log)).hang().holder())
        .isInstanceOf(Holder.Unknown.class);
  }

  @Test
  void aWaitForReadersIsNotTakenForOneForALock() {
    final DiagnosedHang hang = Diagnosing.only(DIAGNOSING.text(IN_RCU));
    assertThat(hang.hang().victim().trace().kind()).isEqualTo(Wait.RCU);
    assertThat(hang.where()).startsWith("the kill handler behind its detach loop");
    assertThat(hang.waitsFor()).contains("synchronize_rcu(), not on a lock");
  }

  @Test
  void aListWhoseLocksWereCutOutMakesNobodyASuspect() {
    final String log = excerptUpTo("holder-running-6.12.log", "Showing all") + """
        3 locks held by vhost-37/38:
        4 locks held by gt-holder-out/39:
        """;
    assertThat(Diagnosing.only(DIAGNOSING.text(log)).hang().holder())
        .isInstanceOf(Holder.Unknown.class);
  }

  @Test
  void inAListOfInlinedFunctionsTheOneWithASymbolCounts() {
    final String log = new String(
            Diagnosing.excerptBytes("holder-asleep-6.12.log"), StandardCharsets.UTF_8)
        .replace(
            "#1: ffff888000783780 (&worker->mutex)",
            "#1: ffff888000783780 (&worker->mutex){+.+.}-{3:3}, at: lock_it a/b.c:3 [inline]\n"
                + " #1: ffff888000783780 (&worker->mutex)");
    assertThat(Diagnosing.only(DIAGNOSING.text(log)).holds())
        .containsExactly("vtsk.exit_mutex", "worker.mutex");
  }

  @Test
  void aReportOfLockdepIsNoted() {
    final Diagnosis diagnosis = DIAGNOSING.text("""
        WARNING: possible circular locking dependency detected
        6.12.0 #1 Not tainted
        ------------------------------------------------------
        vhost-7/8 is trying to acquire lock:
        ffff888000940258 (&vq->mutex){+.+.}-{3:3}, at: vhost_worker_killed+0x92/0x140

        but task is already holding lock:
        ffff888000783780 (&worker->mutex){+.+.}-{3:3}, at: vhost_worker_killed+0x32/0x140
        """);
    assertThat(diagnosis.hangs()).isEmpty();
    assertThat(diagnosis.notes())
        .anyMatch(note -> note.contains("vhost-7/8 wants &vq->mutex and has &worker->mutex"));
  }

  /** One object in each line, or one that is spread over lines. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"_TRANSPORT\":\"kernel\",\"MESSAGE\":\"%s\",\"_SOURCE_MONOTONIC_TIMESTAMP\":\"700000001\"}\n",
        "{\n\t\"_TRANSPORT\" : \"kernel\",\n\t\"MESSAGE\" : \"%s\",\n\t\"PRIORITY\" : \"3\"\n}\n"
      })
  void theJournalInJsonIsReadAsTheLogThatItKeeps(String form) {
    final StringBuilder journal = new StringBuilder();
    new String(Diagnosing.excerptBytes("cases/b2-quoted-twice-no-time.txt"), StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("^(> )*", "").replace("\"", "\\\""))
        .forEach(line -> journal.append(form.replace("%s", line)));
    DetachLoop.check(DIAGNOSING.text(journal.toString()));
  }
}
