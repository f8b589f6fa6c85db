package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.app.diagnose.evidence.Findings;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.words.Absence;

/** What gdb prints of a crash dump or through kgdb, and lists of tasks. */
class DebuggerFormsTest {
  private static final String FRAMES = """
      #0  context_switch (rq=0xffff88807dc2c300, prev=0xffff888004bd0000) at kernel/sched/core.c:5256
      #1  __schedule (sched_mode=0) at kernel/sched/core.c:6863
      #2  0xffffffff81d0d37e in __mutex_lock_common (lock=0xffff888001b00258, state=2, nest_lock=0x0,
          ip=18446744072635809690) at kernel/locking/mutex.c:776
      #3  0xffffffff81a2b3c4 in vhost_worker_killed (data=0xffff888004a51000) at drivers/vhost/vhost.c:476
      #4  0xffffffff8113d0a1 in vhost_task_fn (data=0xffff888004a52000) at kernel/vhost_task.c:62
      #5  0x0000000000000000 in ?? ()
      """;

  private static Findings findings(String log) throws IOException {
    return Findings.read(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
  }

  private static Hang worker(String log) throws IOException {
    final Findings findings = findings(log);
    assertThat(findings.understood().missedCount()).isZero();
    final Hang hang = findings.cases().get(0).hangs().stream()
        .filter(one -> one.victim().task().pid() == 1010)
        .findFirst()
        .orElseThrow();
    assertThat(hang.victim().trace().kind()).isEqualTo(Wait.MUTEX);
    assertThat(hang.victim().trace().functions())
        .containsExactly("vhost_worker_killed", "vhost_task_fn");
    return hang;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thread 3 (LWP 1010):",
        "Thread 3 (process 1010):",
        "Thread 215 (Thread 1010):",
        "Thread 215 (Thread 1010 (vhost-1000)):",
        "[Switching to thread 215 (Thread 1010)]",
        "[Switching to thread 215 (Thread 1010)]\n#0  context_switch (rq=0x0) at kernel/sched/core.c:5256\n"
            + "5256\t\tswitch_to(prev, next, prev);\n(gdb) bt"
      })
  void theThreadAboveABacktraceIsItsTask(String line) throws IOException {
    worker("(gdb) thread apply all bt\n\n" + line + "\n" + FRAMES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* 215  Thread 1010 (vhost-1000)        __schedule (sched_mode=0) at kernel/sched/core.c:6863",
        "  215  Thread 1010 \"vhost-1000\" __schedule (sched_mode=0) at kernel/sched/core.c:6863",
        "0xffff888004bd0000  1010   vhost-1000",
        ">  1010      2   1  ffff888004bd8000  UN   0.1  204800  16384  vhost-1000",
      })
  void aListOfTasksNamesTheTask(String row) throws IOException {
    final Hang hang = worker(row + "\n(gdb) bt\nThread 215 (Thread 1010):\n" + FRAMES);
    assertThat(hang.victim().task()).hasToString("vhost-1000/1010");
    final Findings alone = findings(row + "\n");
    assertThat(alone.understood().missedCount()).isZero();
    assertThat(new Absence(alone).summary()).contains("vhost-1000/1010", "no call trace of it");
  }

  @Test
  void backtracesOfAllThreadsAreToldApart() throws IOException {
    final String log = "Thread 214 (Thread 1000):\n"
        + "#0  schedule () at kernel/sched/core.c:6960\n"
        + "#1  do_wait_for_common (x=0x0) at kernel/sched/completion.c:95\n"
        + "#2  vhost_worker_flush (worker=0x0) at drivers/vhost/vhost.c:306\n"
        + "#3  vhost_vsock_dev_release (inode=0x0) at drivers/vhost/vsock.c:745\n\n"
        + "Thread 215 (Thread 1010):\n" + FRAMES;
    final Hang hang = worker(log); // one list is of one moment: both are in one hang
    assertThat(hang.others()).hasSize(1);
    final Seen flusher = hang.others().get(0);
    assertThat(flusher.task().pid()).isEqualTo(1000);
    assertThat(flusher.trace().kind()).isEqualTo(Wait.COMPLETION);
    assertThat(flusher.trace().functions())
        .containsExactly("vhost_worker_flush", "vhost_vsock_dev_release");
  }
}
