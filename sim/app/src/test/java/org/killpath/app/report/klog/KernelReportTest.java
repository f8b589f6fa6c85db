package org.killpath.app.report.klog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.killpath.engine.judge.Evidence;
import org.killpath.engine.judge.LockOrder;
import org.killpath.engine.judge.TaskReport;
import org.killpath.engine.judge.TaskReport.HeldLock;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.runtime.Controlled;
import org.killpath.engine.runtime.carrier.Carriers;
import org.killpath.lab.Replayed;
import org.killpath.lab.cell.LockOrders;
import org.killpath.lab.cell.VhostOutcome;

/** What differs from kernel to kernel, and what a report does not show. */
class KernelReportTest {
  private static KernelReport report(String scenario, String design, KernelVersion kernel) {
    final Evidence evidence = Replayed.first(scenario, design).verdict().evidence();
    return new KernelReport(evidence, kernel);
  }

  @Test
  void ofARunningTask612PrintsOnlyHowManyLocksItHolds() {
    final List<String> lines = report("F", "upstream", KernelVersion.V6_12).hungTasks();
    final int count = lines.indexOf("2 locks held by gt-holder/39:");
    assertThat(count).isPositive();
    assertThat(lines.get(count + 1)).isEmpty();
  }

  @Test
  void ofARunningTask73PrintsItsLocksAndSaysLast() {
    final List<String> lines = report("F", "upstream", KernelVersion.V7_3).hungTasks();
    final int count = lines.indexOf("locks held by gt-holder/39: 2, last CPU#1:");
    assertThat(count).isPositive();
    assertThat(lines.get(count + 1)).contains("(&dev->mutex)", "at: vhost_vsock_dev_ioctl+");
    assertThat(lines.get(count + 2)).contains("(&vq->mutex)", "at: vhost_vring_ioctl+");
    assertThat(lines)
        .anyMatch(line -> line.matches("task:gt-holder +state:R {2}running task .*"))
        .anyMatch(line -> line.startsWith(" ? vhost_vring_ioctl+"));
  }

  @Test
  void aSleepingTaskSaysOnUnder73() {
    assertThat(report("C", "upstream", KernelVersion.V7_3).locks())
        .anyMatch(line -> line.matches("locks held by vhost-38/\\d+: 3, on CPU#0:"));
  }

  @Test
  void theLockThatATaskWaitsForIsItsLast() {
    final List<String> lines = report("C", "upstream", KernelVersion.V6_12).locks();
    final String third = lines.get(lines.indexOf("3 locks held by vhost-38/41:") + 3);
    final String holders = lines.get(lines.indexOf("2 locks held by gt-holder/39:") + 2);
    assertThat(third).startsWith(" #2: ").contains("(&vq->mutex)", "at: vhost_worker_killed+");
    assertThat(address(third)).isEqualTo(address(holders));
  }

  private static String address(String lockLine) {
    return lockLine.replaceFirst("^ #\\d: (\\w+) .*", "$1");
  }

  @Test
  void only73NamesTheOwnerAndLeavesOutTheTraceOfOneThatIsHungItself() {
    assertThat(report("D1", "dev-mutex", KernelVersion.V6_12).hungTasks())
        .noneMatch(line -> line.contains("likely owned"));
    final List<String> lines = report("D1", "dev-mutex", KernelVersion.V7_3).hungTasks();
    assertThat(lines)
        .contains(
            "INFO: task vhost-38:42 is blocked on a mutex likely owned by task" + " gt-flusher:40.")
        .filteredOn(line -> line.startsWith("task:gt-flusher"))
        .hasSize(1);
  }

  @Test
  void ofASilentHangTheWatchdogPrintsNothingButTheLocksAreThere() {
    final KernelReport report = report("E2", "upstream", KernelVersion.V6_12);
    assertThat(report.hungTasks()).isEmpty();
    assertThat(report.blocked()).containsExactly("sysrq: Show Blocked State");
    assertThat(report.locks()).contains("3 locks held by vhost-38/41:");
  }

  @Test
  void aWaitForDeadStorageHasWordsOfItsOwnUnder73() {
    assertThat(report("C-frozen", "upstream", KernelVersion.V7_3).hungTasks())
        .contains("INFO: task gt-holder:39 blocked in I/O wait for more than 120 seconds.");
    assertThat(report("C-frozen", "upstream", KernelVersion.V6_12).hungTasks())
        .contains("INFO: task gt-holder:39 blocked for more than 120 seconds.");
  }

  private static String lockdep(String scenario, String design) {
    final Replayed replayed = Replayed.of(scenario, design, VhostOutcome.DEADLOCK);
    try (Controlled controlled = new Controlled(Carriers.best())) {
      final LockOrder order = LockOrders.collect(replayed.schedule(), controlled);
      return new KernelLog(
              replayed.schedule(), replayed.verdict(), replayed.trace(), KernelVersion.V6_12)
          .text(order, "some executions");
    }
  }

  @Test
  void lockdepTellsBothOrdersOfAnInversion() {
    assertThat(lockdep("net-kill-reset-owner", "dev-mutex"))
        .contains("WARNING: possible circular locking dependency detected")
        .containsPattern("is trying to acquire lock:\n\\w+ \\(&(vtsk->exit_mutex|dev->mutex)\\)")
        .contains("-> #1 (&", "-> #0 (&", " Possible unsafe locking scenario:")
        .contains("vhost_worker_killed+0x0/0x0", "vhost_task_stop+0x0/0x0")
        .contains(" *** DEADLOCK ***");
  }

  @Test
  void lockdepIsSilentOnACycleThroughACompletion() {
    assertThat(lockdep("D1", "dev-mutex"))
        .contains("lockdep is silent", "a wait that is not for a lock")
        .doesNotContain("WARNING:");
  }

  @Test
  void lockdepTellsOfATaskThatWaitsForItself() {
    assertThat(lockdep("scsi-hot-plug", "upstream"))
        .contains("WARNING: possible recursive locking detected")
        .contains("  lock(&vq->mutex);\n  lock(&vq->mutex);\n");
  }

  @Test
  void aReportSaysThatItIsSimulatedAndSinceWhichStepEachTaskWaits() {
    final Replayed replayed = Replayed.first("C", "upstream");
    final String text = new KernelLog(
            replayed.schedule(), replayed.verdict(), replayed.trace(), KernelVersion.V6_12)
        .text(KernelReport.Kind.HUNG_TASK);
    assertThat(text)
        .startsWith("killpath: simulated, in the shape of Linux 6.12: C x upstream, HUNG_RELEASED")
        .containsPattern("killpath: vhost-38/41 \\(worker\\) waits since step \\d+ of \\d+")
        .contains("Not tainted 6.12.0-killpath #1");
  }

  /** As the kernel keeps names: fifteen characters; and no name can make a line of its own. */
  @Test
  void aLongNameIsCutAndALineBreakInItIsNone() {
    final TaskReport task = new TaskReport(
        "holder",
        "evil\nINFO: task vhost-1:1 blocked",
        39,
        39,
        false,
        TaskState.D,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(new HeldLock("vq[0].mutex", "vq.mutex", 7, Optional.empty())));
    final KernelReport report =
        new KernelReport(new Evidence(List.of(task), List.of(), List.of()), KernelVersion.V6_12);
    assertThat(report.hungTasks())
        .contains("INFO: task evil?INFO: task:39 blocked for more than 120 seconds.")
        .contains("1 lock held by evil?INFO: task/39:")
        .allSatisfy(line -> assertThat(line).doesNotContain("\n", "vhost-1"));
  }
}
