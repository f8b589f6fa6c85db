package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.evidence.Hang;

/** What {@code ps} prints tells who sleeps, and in which function, and no more. */
class TaskTablesTest {
  private static final Diagnosing DIAGNOSING = new Diagnosing();

  private static final String TABLE = """
      # ps -eo pid,ppid,stat,comm,wchan:32
          PID    PPID STAT COMMAND         WCHAN
            1       0 Ss   systemd         ep_poll
           37       2 I<   kworker/0:1H-kb worker_thread
         1000       1 Dl   qemu-kvm        __vhost_worker_flush
         1003       1 Sl   CPU 0/KVM       kvm_vcpu_block
         1010       1 D    vhost-1000      vhost_worker_killed
         2001    2000 R+   ps              -
      """;

  @Test
  void aWorkerInItsKillHandlerIsBlockedAsFarAsOneMomentTells() {
    final Diagnosis diagnosis =
        DIAGNOSING.text(TABLE.replace("__vhost_worker_flush", "do_sys_poll"));
    final DiagnosedHang hang = Diagnosing.only(diagnosis);
    assertThat(hang.hang().certainty()).isEqualTo(Hang.Certainty.MOMENT);
    assertThat(hang.headline())
        .startsWith("vhost-1000/1010 is blocked (D)")
        .contains("vhost_worker_killed()", "one moment only");
    assertThat(hang.cannotTell()).anyMatch(open -> open.contains("one function"));
    assertThat(hang.captureNext()).anyMatch(next -> next.contains("cat /proc/1010/stack"));
    assertThat(diagnosis.understanding()).doesNotContain("not understood");
  }

  @Test
  void aFlushInTheSameTableHangsWithIt() {
    final DiagnosedHang hang = Diagnosing.only(DIAGNOSING.text(TABLE));
    assertThat(hang.hang().victim().task()).hasToString("vhost-1000/1010");
    assertThat(hang.others())
        .singleElement()
        .asString()
        .startsWith("qemu-kvm/1000 in a flush")
        .contains("it waits for a flush completion");
  }

  @Test
  void aNameThatIsCutOffIsNoFunction() {
    final Diagnosis diagnosis = DIAGNOSING.text("""
        F   UID     PID    PPID PRI  NI    VSZ   RSS WCHAN  STAT TTY        TIME COMMAND
        4     0       1       0  20   0 167744 11776 ep_pol Ss   ?          0:02 /sbin/init
        1     0    1010       1  20   0      0     0 vhost_ D    ?          0:00 [vhost-1000]
        0     0    1000       1  20   0 204800 16384 wait_f Dl   ?          0:07 /usr/bin/qemu -name vm
        """);
    assertThat(diagnosis.hangs()).isEmpty();
    assertThat(diagnosis.summary())
        .startsWith("Whether vhost hangs cannot be told")
        .contains("vhost-1000/1010 (D)", "pid 1000 (D)");
    assertThat(diagnosis.captureNext())
        .anyMatch(next -> next.contains("cat /proc/1010/stack; cat /proc/1000/stack"));
    assertThat(DIAGNOSING.text("""
            PID     TID STAT WCHAN            COMMAND
           1000    1010 D    vhost_worker_kil vhost-1000
        """).summary()).startsWith("Whether vhost hangs cannot be told");
  }

  @Test
  void whoeverSleepsWithoutAWordOfWhereMaySleepInVhost() {
    assertThat(DIAGNOSING.text("""
        USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND
        root           1  0.0  0.1 167744 11776 ?        Ss   Nov21   0:02 /sbin/init
        root        1010  0.0  0.0      0     0 ?        D    06:22   0:00 [vhost-1000]
        """).summary())
        .startsWith("Whether vhost hangs cannot be told")
        .contains("vhost-1000/1010 (D)");
    assertThat(DIAGNOSING.text("""
            PID     LWP STAT COMMAND         WCHAN
           1000    1000 Dl   qemu-kvm        wait_for_completion
           1000    1010 Sl   vhost-1000      vhost_task_fn
        """).summary())
        .startsWith("Whether vhost hangs cannot be told")
        .contains("qemu-kvm/1000 (D)", "wait_for_completion()");
  }

  @Test
  void aWorkerThatSleepsWhereItWaitsForWorkIsIdle() {
    final Diagnosis diagnosis = DIAGNOSING.text("""
            PID     LWP STAT COMMAND         WCHAN
           1000    1000 Sl   qemu-kvm        do_sys_poll
           1000    1010 Sl   vhost-1000      vhost_task_fn
        """);
    assertThat(diagnosis.hangs()).isEmpty();
    assertThat(diagnosis.notes())
        .anyMatch(note -> note.contains("vhost-1000/1010 is an idle worker"));
  }

  @Test
  void tasksThatSleepElsewhereAreNotVhosts() {
    final Diagnosis diagnosis = DIAGNOSING.text("""
            PID STAT COMMAND         WCHAN
            400 D    jbd2/vda1-8     jbd2_journal_commit_transaction
            401 S    bash            do_wait
        """);
    assertThat(diagnosis.hangs()).isEmpty();
    assertThat(diagnosis.summary()).startsWith("Nothing of vhost and no hung task");
  }

  @Test
  void aStackSaysMoreThanATable() {
    final String stack = """
        == /proc/1010/stack
        [<0>] vhost_worker_killed+0x9b/0x190 [vhost]
        [<0>] vhost_task_fn+0xc1/0x110
        [<0>] ret_from_fork_asm+0x1a/0x30
        """;
    for (String log : new String[] {TABLE + stack, stack + TABLE}) {
      final Hang hang = Diagnosing.only(DIAGNOSING.text(log)).hang();
      assertThat(Stream.concat(Stream.of(hang.victim()), hang.others().stream())
              .filter(task -> task.isWorker())
              .findFirst()
              .orElseThrow()
              .trace()
              .functions())
          .containsExactly("vhost_worker_killed", "vhost_task_fn");
    }
  }

  @Test
  void aTableBetweenOtherLinesEndsThere() {
    final String log =
        new String(Diagnosing.excerptBytes("cases/c1-kmsg-raw.txt"), StandardCharsets.UTF_8);
    DetachLoop.check(DIAGNOSING.text("""
            PID STAT COMMAND         WCHAN
            401 S    bash            do_wait

        """ + log));
  }

  @Test
  void aTableIsReadInAnyDressThatKeepsItsLines() {
    final List<String> rows = TABLE.lines().toList();
    final String said = Diagnosing.only(DIAGNOSING.text(TABLE)).headline();
    final Stream<String> quoted = Stream.of("> ", ">> ", "| ", "    ", "\t", "JD> ", "vm_1  | ")
        .map(mark -> mark + String.join("\n" + mark, rows) + "\n");
    Stream.concat(
            quoted,
            Stream.of(
                ShownLines.inOneString(rows),
                ShownLines.inRecords(rows),
                ShownLines.bySeveral(rows),
                ShownLines.inJson(rows),
                ShownLines.onPage(rows),
                ShownLines.onTerminal(rows),
                ShownLines.typeset(rows),
                ShownLines.inOneParagraph(rows)))
        .forEach(log ->
            assertThat(Diagnosing.only(DIAGNOSING.text(log)).headline()).as(log).isEqualTo(said));
  }
}
