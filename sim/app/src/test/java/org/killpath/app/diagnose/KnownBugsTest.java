package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.app.diagnose.evidence.kernel.Age;

/** On which kernels a log looks like a bug that was fixed: stable series got fixes of later releases. */
class KnownBugsTest {
  private static final String SCSI_FLUSH = """
      [  700.000000] INFO: task app-a:1000 blocked for more than 122 seconds.
      [  700.000001]       Not tainted RELEASE #1
      [  700.000002] "echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.
      [  700.000003] task:app-a           state:D stack:0     pid:1000  tgid:1000  ppid:1      flags:0x00004006
      [  700.000004] Call Trace:
      [  700.000005]  <TASK>
      [  700.000006]  __schedule+0x3a1/0xd20
      [  700.000007]  schedule+0x5a/0xe0
      [  700.000008]  schedule_timeout+0x12a/0x160
      [  700.000009]  __wait_for_common+0x8f/0x1d0
      [  700.000010]  vhost_scsi_flush+0x9e/0xd0 [vhost_scsi]
      [  700.000011]  vhost_scsi_clear_endpoint+0x43/0x80 [vhost_scsi]
      [  700.000012]  vhost_scsi_release+0x7c/0x1b0 [vhost_scsi]
      [  700.000013]  __fput+0xf1/0x2c0
      [  700.000014]  task_work_run+0x5c/0x90
      [  700.000015]  </TASK>
      """;

  private static final String FREED_TASK = """
      [  700.000000] ==================================================================
      [  700.000001] BUG: KASAN: slab-use-after-free in try_to_wake_up+0x5b/0x750
      [  700.000002] Write of size 4 at addr ffff888001a9d080 by task app-a/1000
      [  700.000003]\s
      [  700.000004] CPU: 1 UID: 0 PID: 1000 Comm: app-a Not tainted RELEASE #1
      [  700.000005] Call Trace:
      [  700.000006]  <TASK>
      [  700.000007]  dump_stack_lvl+0x5b/0x90
      [  700.000008]  kasan_report+0xda/0x110
      [  700.000009]  try_to_wake_up+0x5b/0x750
      [  700.000010]  vhost_task_wake+0x1f/0x30
      [  700.000011]  vhost_vq_work_queue+0x51/0x80 [vhost]
      [  700.000012]  </TASK>
      """;

  private final Diagnosing diagnosing = new Diagnosing();

  /** Before the handler nothing is refused; 6.6.39 and 6.9.9 have it without these fixes. */
  @ParameterizedTest
  @CsvSource({
    "5.15.20, false",
    "6.6.38, false",
    "6.6.39, true",
    "6.6.112, true",
    "6.9.8, false",
    "6.9.9, true",
    "6.10.1, false",
    "6.12.117, false"
  })
  void whatScsiWaitsForWasDroppedByNobodyWhereTheHandlerIsOlderThanItsFixes(
      String release, boolean known) {
    final List<String> bugs =
        Diagnosing.only(diagnosing.text(SCSI_FLUSH.replace("RELEASE", release))).knownBugs();
    if (known) {
      assertThat(bugs).hasSize(2);
      assertThat(bugs.get(0)).contains("1eceddeeb6a9", release).doesNotContain("of the model");
      assertThat(bugs.get(1)).contains("0352c961cb35", "design tmf-refusal-ignored of the model");
    } else {
      assertThat(bugs).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "6.6.108, true",
    "6.6.109, false",
    "6.12.41, true",
    "6.12.49, true",
    "6.12.50, false",
    "6.12.117, false",
    "6.16.9, true",
    "6.16.10, false",
    "6.17.1, false"
  })
  void aWorkersTaskIsFreedTooEarlyUntilItsSeriesGotTheReference(String release, boolean known) {
    assertThat(diagnosing.text(FREED_TASK.replace("RELEASE", release)).notes())
        .filteredOn(note -> note.contains("afe16653e05d"))
        .hasSize(known ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"6.12.41, HANDLER", "6.12.42, EITHER", "6.12.107, EITHER", "6.16.1, HANDLER"})
  void kernelThreadsByChoiceCameWithin612(String release, Age.Code code) {
    assertThat(Diagnosing.only(diagnosing.text(SCSI_FLUSH.replace("RELEASE", release)))
            .age()
            .code())
        .isEqualTo(code);
  }
}
