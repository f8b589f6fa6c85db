package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.killpath.app.diagnose.evidence.CaseFile;
import org.killpath.app.diagnose.evidence.Findings;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.words.Absence;

/** What other architectures and tools print of the same worker at the same mutex. */
class ToolFormsTest {
  private static final String HEAD = """
      INFO: task vhost-1000:1010 blocked for more than 122 seconds.
            Not tainted 6.12.20 #1
      task:vhost-1000      state:D stack:0     pid:1010  tgid:1000  ppid:1      flags:0x00004006
      """;

  static Stream<Arguments> forms() {
    return Stream.of(
        Arguments.of("loongarch", HEAD + """
            Stack : 900000010a3c3d40 9000000003a1f2c4 900000010a3c0000 900000010a3c3d00
                    ...
            Call Trace:
            [<9000000003a1f2c4>] __schedule+0x3a4/0xe00
            [<9000000003a1fd70>] schedule+0x50/0x120
            [<9000000003a220f8>] __mutex_lock.constprop.0+0x2f8/0x640
            [<ffff80000212a3d8>] vhost_worker_killed+0x98/0x1a0 [vhost]
            [<9000000002266d18>] vhost_task_fn+0xb8/0x120
            [<90000000022412a4>] ret_from_kernel_thread+0xc/0xa8
            """),
        Arguments.of("riscv", HEAD + """
            Call Trace:
            [<ffffffff80a3c1c2>] __schedule+0x2a6/0x7c4
            [<ffffffff80a3c72c>] schedule+0x4c/0xe0
            [<ffffffff80a3dd52>] __mutex_lock.constprop.0+0x1f2/0x3a0
            [<ffffffff0190c2aa>] vhost_worker_killed+0x9a/0x190 [vhost]
            [<ffffffff8007f0c4>] vhost_task_fn+0xa4/0x110
            """),
        Arguments.of("arm, where the caller follows", HEAD + """
            Call trace:\s
             __schedule from schedule+0x5c/0xd8
             schedule from schedule_preempt_disabled+0x18/0x20
             schedule_preempt_disabled from __mutex_lock.constprop.0+0x2f8/0x640
             __mutex_lock.constprop.0 from vhost_worker_killed+0x98/0x1a0 [vhost]
             vhost_worker_killed [vhost] from vhost_task_fn+0xb8/0x120
             vhost_task_fn from ret_from_fork+0x14/0x28
            """),
        Arguments.of("drgn with offsets and a module", """
            >>> prog.stack_trace(find_task(prog, 1010))
            #0  __schedule (kernel/sched/core.c:6863:8)
            #1  __mutex_lock (kernel/locking/mutex.c:730:9)
            #2  vhost_worker_killed+0x9b/0x190 [vhost]
            #3  vhost_task_fn (kernel/vhost_task.c:62:3)
            """),
        Arguments.of("a loop in drgn", """
            >>> for t in for_each_task():
            ...   print(t.comm, t.pid); print(prog.stack_trace(t))
            (char [16])"vhost-1000" (pid_t)1010
            #0  __schedule (kernel/sched/core.c:6863:8)
            #1  __mutex_lock (kernel/locking/mutex.c:730:9)
            #2  vhost_worker_killed (drivers/vhost/vhost.c:476:3)
            #3  vhost_task_fn (kernel/vhost_task.c:62:3)
            """),
        Arguments.of("a loop in a shell", """
            # for p in /proc/[0-9]*; do echo "$(cat $p/comm) ${p#/proc/}"; cat $p/stack; done
            qemu-kvm 1000
            [<0>] do_sys_poll+0x4c5/0x5e0
            [<0>] entry_SYSCALL_64_after_hwframe+0x76/0x7e
            vhost-1000 1010
            [<0>] vhost_worker_killed+0x9b/0x190 [vhost]
            [<0>] vhost_task_fn+0xc1/0x110
            [<0>] ret_from_fork_asm+0x1a/0x30
            bash 2222
            [<0>] do_wait+0x5d/0xb0
            """),
        Arguments.of("a loop in a shell, with rules", """
            --- 1010 (vhost-1000) ---
            [<0>] vhost_worker_killed+0x9b/0x190 [vhost]
            [<0>] vhost_task_fn+0xc1/0x110
            """),
        Arguments.of("two processors, mixed", """
            [  700.000001][   T40] INFO: task vhost-1000:1010 blocked for more than 122 seconds.
            [  700.000002][    C1] watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [cc1:2000]
            [  700.000003][   T40] task:vhost-1000      state:D stack:0     pid:1010  tgid:1000  ppid:1
            [  700.000004][    C1] CPU: 1 UID: 0 PID: 2000 Comm: cc1 Not tainted 6.12.20 #1
            [  700.000005][   T40] Call Trace:
            [  700.000006][    C1] RIP: 0010:do_shrink_slab+0x3a/0x110
            [  700.000007][   T40]  <TASK>
            [  700.000008][    C1] Call Trace:
            [  700.000009][   T40]  __mutex_lock.constprop.0+0x34b/0x6a0
            [  700.000010][    C1]  shrink_slab+0x3f/0x120
            [  700.000011][   T40]  vhost_worker_killed+0x9b/0x190 [vhost]
            [  700.000012][    C1]  shrink_node+0x8b/0xc0
            [  700.000013][   T40]  vhost_task_fn+0xc1/0x110
            """),
        Arguments.of("a log with gaps", """
            Nov 22 06:22:33 host kernel: INFO: task vhost-1000:1010 blocked for more than 122 seconds.
            Nov 22 06:22:33 host kernel: task:vhost-1000      state:D stack:0     pid:1010  tgid:1000
            Nov 22 06:22:33 host kernel: Call Trace:
            Nov 22 06:22:33 host rsyslogd: imklog lost messages due to rate-limiting
            Nov 22 06:22:33 host systemd-journald[300]: Missed 12 kernel messages
            Nov 22 06:22:33 host kernel: __ratelimit: 3 callbacks suppressed
            Nov 22 06:22:33 host kernel:  __mutex_lock.constprop.0+0x34b/0x6a0
            Nov 22 06:22:33 host kernel:  vhost_worker_killed+0x9b/0x190 [vhost]
            Nov 22 06:22:33 host kernel:  vhost_task_fn+0xc1/0x110
            """),
        Arguments.of(
            "pstore",
            "Panic#2 Part1\n" + HEAD.indent(0).replaceAll("(?m)^", "<3>[  700.1] ") + """
            <3>[  700.000009]  __mutex_lock.constprop.0+0x34b/0x6a0
            <3>[  700.000011]  vhost_worker_killed+0x9b/0x190 [vhost]
            <3>[  700.000013]  vhost_task_fn+0xc1/0x110
            """));
  }

  private static Findings findings(String log) throws IOException {
    return Findings.read(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void theWorkerIsFoundAtItsMutex(String name, String log) throws IOException {
    final Findings findings = findings(log);
    assertThat(findings.cases()).hasSize(1);
    assertThat(findings.cases().get(0).hangs()).hasSize(1);
    final Hang hang = findings.cases().get(0).hangs().get(0);
    assertThat(hang.victim().task().pid()).isEqualTo(1010);
    assertThat(hang.victim().trace().kind()).isEqualTo(Wait.MUTEX);
    assertThat(hang.victim().trace().functions())
        .containsExactly("vhost_worker_killed", "vhost_task_fn");
    assertThat(hang.victim().trace().inner()).hasSizeLessThanOrEqualTo(1);
    assertThat(findings.understood().missedCount()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "5.14.21-150500.55.7-default, SUSE, KTHREAD",
    "6.4.0-150600.21-azure, SUSE, NO_HANDLER",
    "5.15.0-200.131.27.el8uek.x86_64, Oracle, KTHREAD",
    "6.12.0-55.el10.x86_64, RHEL 10, HANDLER",
    "6.8.0-1010-aws, Ubuntu, NO_HANDLER"
  })
  void theReleaseOfADistributionIsNamed(String release, String distribution, String code)
      throws IOException {
    final String head = HEAD.replace("6.12.20 #1", release + " #2");
    final CaseFile file = findings(head).cases().get(0);
    assertThat(file.age().release().flatMap(known -> known.distribution()))
        .hasValueSatisfying(name -> assertThat(name).startsWith(distribution));
    assertThat(file.age().code()).hasToString(code);
  }

  @ParameterizedTest
  @CsvSource({
    "capture: kernel 6.12.117+deb12-amd64 on x86_64, 6.12.117+deb12-amd64",
    "    RELEASE: 5.14.0-427.el9.x86_64, 5.14.0-427.el9.x86_64",
    "Linux host 5.15.0-25-generic #25-Ubuntu SMP Wed Mar 30 15:54:22 UTC 2022, 5.15.0-25-generic"
  })
  void toolsNameTheRelease(String line, String release) throws IOException {
    assertThat(findings(
                line + "\n" + "vhost-1000 1010\n[<0>] vhost_worker_killed+0x9b/0x190 [vhost]\n")
            .cases()
            .get(0)
            .release())
        .contains(release);
  }

  @Test
  void aListOfProcessesIsNoProse() throws IOException {
    final String summary =
        new Absence(findings("   1000    1010 Dl   vhost_worker_killed   vhost-1000\n")).summary();
    assertThat(summary).contains("cannot be told").doesNotContain("prose");
  }
}
