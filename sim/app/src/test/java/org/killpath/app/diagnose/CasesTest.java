package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.Holder;
import org.killpath.app.diagnose.evidence.kernel.Age;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.match.Match;
import org.killpath.app.diagnose.render.DiagnosisText;
import org.killpath.lab.vhost.device.Device;

/** What people really have in their hands: one small log of each kind, and what must be said of it. */
class CasesTest {
  private static final Diagnosing DIAGNOSING = new Diagnosing();

  private static Diagnosis diagnosis(String name) {
    return DIAGNOSING.excerpt("cases/" + name + ".txt");
  }

  private static DiagnosedHang hang(String name) {
    return Diagnosing.only(diagnosis(name));
  }

  private static String text(String name) {
    return DiagnosisText.of(diagnosis(name), 10_000);
  }

  /** Whatever stands before the lines, however they were passed on. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a1-arm64-switch-to",
        "b1-quoted-once",
        "b2-quoted-twice-no-time",
        "b4-indented-list-item",
        "c1-kmsg-raw",
        "c3-time-then-kernel",
        "f1-wrapped-at-72",
        "k5-utf16"
      })
  void theWorkerHangsInItsDetachLoopAndTheHolderIsCertain(String name) {
    DetachLoop.check(diagnosis(name));
  }

  @Test
  void aFlushBelowSwitchToOfArm64IsAFlushOfTheLastClose() {
    final DiagnosedHang hang = hang("a2-arm64-switch-to-T-suffix-flush");
    assertThat(hang.headline()).startsWith("qemu-kvm/1000 ").contains("in the last close");
    assertThat(hang.hang().victim().trace().kind()).isEqualTo(Wait.COMPLETION);
    assertThat(hang.hang().device()).contains(Device.Kind.VSOCK);
    assertThat(hang.captureNext()).isNotEmpty();
  }

  @Test
  void aHeaderOfLinux54IsReadAndItsWorkersAreKernelThreads() {
    final DiagnosedHang hang = hang("d1-header-5.4");
    assertThat(hang.headline())
        .startsWith("qemu-kvm/1000 ")
        .contains("vhost_work_flush", "last close");
    assertThat(hang.hang().device()).contains(Device.Kind.NET);
    assertThat(hang.age().code()).isEqualTo(Age.Code.KTHREAD);
    assertThat(text("d1-header-5.4"))
        .contains("Linux 5.4.0: kthread workers", "no kill handler")
        .doesNotContain("Was the kernel changed?", "exit-without-handler");
  }

  @Test
  void aHeaderOfLinux310WithItsWordsOfTheStackIsRead() {
    final DiagnosedHang hang = hang("d2-header-3.10-hex-stack");
    assertThat(hang.headline()).startsWith("vhost-1000/1010 ").contains("a work item", "handle_tx");
    assertThat(hang.waitsFor()).startsWith("a mutex");
    assertThat(hang.release()).contains("3.10.0-1.el7.x86_64");
    assertThat(hang.age().code()).isEqualTo(Age.Code.KTHREAD);
  }

  @Test
  void aTraceWithoutHeaderIsSomebodysAndNotCertainlyAHang() {
    final DiagnosedHang hang = hang("e1-trace-without-header");
    assertThat(hang.headline())
        .startsWith("a task (name not in the log) is blocked")
        .contains("in the last close", "not certain that it hangs");
    assertThat(hang.hang().certainty()).isEqualTo(Hang.Certainty.MOMENT);
    assertThat(hang.hang().device()).contains(Device.Kind.VSOCK);
    assertThat(hang.captureNext()).anyMatch(next -> next.contains("INFO: task NAME:PID"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"e3-sysrq-w", "e4-crash-bt"})
  void aListOfBlockedTasksAndADebuggerShowOneMoment(String name) {
    final DiagnosedHang hang = hang(name);
    assertThat(hang.headline())
        .startsWith("vhost-1000/1010 ")
        .contains("is blocked", "vhost_worker_killed", "one moment only", "a second look");
    assertThat(hang.waitsFor()).startsWith("a mutex");
    assertThat(hang.orderings().get(0).scenario()).isEqualTo("C");
  }

  @Test
  void whatAProcessorExecutesIsReadBelowItsRegisters() {
    final DiagnosedHang hang = hang("g1-nmi-backtrace-with-rip");
    final Holder.Known worker = (Holder.Known) hang.hang().holder();
    assertThat(worker.task().task()).hasToString("vhost-1000/1010");
    assertThat(worker.task().trace().functions())
        .startsWith("vhost_get_vq_desc", "handle_rx")
        .contains("vhost_task_fn");
    assertThat(worker.task().isWorker()).isTrue();
    assertThat(hang.cause()).contains("running", "handle_rx", "loops");
    assertThat(hang.alike()).isZero();
    assertThat(text("g1-nmi-backtrace-with-rip")).doesNotContain("user memory is served");
  }

  @Test
  void aWorkerThatDiedBeforeIsTheCauseAndNotAnOrdering() {
    final DiagnosedHang hang = hang("h1-worker-died-then-flush-hangs");
    assertThat(hang.cause())
        .contains("vhost-1000/1010 died in an oops at 100.000000 s", "200 s before", "exited")
        .contains("skb_release_data()", "[tun]", "Nobody will run the flush item");
    assertThat(hang.orderings()).isEmpty();
    assertThat(diagnosis("h1-worker-died-then-flush-hangs").timeline())
        .extracting(event -> event.kind())
        .containsExactly("oops", "exited", "hung task");
  }

  @Test
  void aUseAfterFreeIsNotedWithWhoFreedIt() {
    final Diagnosis diagnosis = diagnosis("h2-kasan-in-vhost-task");
    assertThat(diagnosis.hangs()).isEmpty();
    assertThat(diagnosis.notes().get(0))
        .contains("KASAN: slab-use-after-free", "vhost_task_fn()", "vhost-1000/1010")
        .contains("freed by vhost_dev_cleanup()");
  }

  @Test
  void aLockThatItsHolderWantsAgainIsADeadlockWithItself() {
    final Diagnosis diagnosis = diagnosis("h4-recursive-lock");
    assertThat(diagnosis.hangs()).isEmpty();
    assertThat(diagnosis.notes().get(0))
        .contains("vhost-1000/1010", "&vq->mutex (ffff888001b00258)", "holds itself", "recursive")
        .contains("eventfd_signal", "vhost_poll_wakeup", "would deadlock with itself")
        .contains("lockdep is off from here on");
  }

  @Test
  void before610AFlushHoldsItsWorkersMutexAndNoHandlerExists() {
    final String name = "i1-6.7-flush-holds-worker-mutex";
    final DiagnosedHang hang = hang(name);
    assertThat(hang.headline()).startsWith("app-a/1000 ").contains("It holds worker.mutex");
    assertThat(hang.hang().similar())
        .extracting(task -> task.task().toString())
        .containsExactly("app-b/1100", "app-c/1200");
    assertThat(hang.knownBugs().toString()).contains("ba704ff4e142", "db5247d9bf5c", "6.10");
    assertThat(text(name))
        .contains("without a kill handler", "flush holds worker.mutex while it waits")
        .doesNotContain("Was the kernel changed?", "exactly so");
    assertThat(hang.captureNext().get(0)).contains("the workers' stacks");
  }

  @Test
  void from610TheHandlerExistsAndNoOrderingWithoutOneIsOffered() {
    final String name = "i2-6.17-flush-no-worker-in-list";
    final DiagnosedHang hang = hang(name);
    assertThat(hang.headline()).startsWith("app-a/1000 ").contains("in the last close");
    assertThat(hang.age().code().hasHandler()).isTrue();
    assertThat(hang.orderings()).extracting(Match::design).doesNotContain("exit-without-handler");
    assertThat(text(name)).doesNotContain("it would come with the last close");
    assertThat(hang.captureNext().toString()).contains("/proc/[0-9]*/task/[0-9]*", "echo t >");
  }

  @Test
  void aWorkerThatLoopsInTheIotlbIsAKnownBug() {
    final DiagnosedHang hang = hang("i3-5.15-worker-loops-in-iotlb");
    final Holder.Known worker = (Holder.Known) hang.hang().holder();
    assertThat(worker.task().task()).hasToString("vhost-1000/1010");
    assertThat(worker.task().trace().innermost()).contains("iotlb_access_ok");
    assertThat(hang.age().code()).isEqualTo(Age.Code.KTHREAD);
    assertThat(hang.knownBugs().get(0)).contains("e2ae38cf3d91", "iotlb-size-zero", "5.15.20");
  }

  @Test
  void aWaitForAFileSystemIsNotVhosts() {
    final DiagnosedHang hang = hang("j1-page-fault-in-filesystem");
    assertThat(hang.headline()).startsWith("vhost-1000/1010 ").contains("handle_rx", "jbd2 commit");
    assertThat(hang.cause())
        .contains("outside vhost", "jbd2_log_wait_commit", "jbd2/sda1-8/300 hangs in the same log")
        .contains("likely the cause", "Nobody was killed", "no teardown");
    assertThat(hang.orderings()).isEmpty();
  }

  @Test
  void aMutexOfAnotherModuleIsNotVhosts() {
    final DiagnosedHang hang = hang("j2-foreign-mutex-in-handler");
    assertThat(hang.cause())
        .contains("outside vhost", "a mutex that other_module_post() [other_module] takes");
    assertThat(hang.waitsFor()).contains("not vhost's");
    assertThat(hang.orderings()).isEmpty();
    assertThat(hang.captureNext()).isNotEmpty();
  }

  @Test
  void anIdleWorkerIsNoHang() {
    final Diagnosis diagnosis = diagnosis("k2-bystander-worker-idle");
    assertThat(diagnosis.hangs()).isEmpty();
    assertThat(diagnosis.summary()).startsWith("No hang of vhost");
    assertThat(diagnosis.notes())
        .anyMatch(note -> note.contains("nothing in their reports is vhost's: jbd2/sda1-8/300"));
  }

  @Test
  void whatTheFreezerCannotStopIsNoHang() {
    final Diagnosis diagnosis = diagnosis("k3-freezer-worker-running");
    assertThat(diagnosis.hangs()).isEmpty();
    assertThat(diagnosis.notes())
        .anyMatch(note -> note.contains("the freezer could not stop vhost-1000/1010")
            && note.contains("running in vhost_worker()"));
  }

  @Test
  void proseIsToldFromALog() {
    assertThat(diagnosis("k4-prose-only").summary())
        .isEqualTo("There are no kernel messages in this text; vhost is mentioned in prose only.");
  }

  @Test
  void theFirstLineSaysHowMuchWasUnderstood() {
    assertThat(text("k5-utf16"))
        .startsWith(
            "read: 27 lines of a kernel, 10 mention vhost, 2 reports read, unpacked from UTF-16LE");
    for (String name : List.of("a1-arm64-switch-to", "k2-bystander-worker-idle", "k4-prose-only")) {
      assertThat(text(name).toLowerCase(Locale.ROOT))
          .startsWith("read: ")
          .doesNotContain("nothing of vhost");
    }
  }
}
