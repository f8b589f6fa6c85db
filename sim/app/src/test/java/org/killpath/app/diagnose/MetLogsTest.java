package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.Holder;
import org.killpath.app.diagnose.evidence.kernel.Age;
import org.killpath.app.diagnose.evidence.task.Seen;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.render.DiagnosisText;

/** Logs as engineers meet them, where several unusual things come together. */
class MetLogsTest {
  private static final Diagnosing DIAGNOSING = new Diagnosing();

  private static Diagnosis diagnosis(String name) {
    return DIAGNOSING.excerpt("met/" + name + ".txt");
  }

  private static DiagnosedHang hang(String name) {
    return Diagnosing.only(diagnosis(name));
  }

  private static Holder.Known holder(DiagnosedHang hang) {
    return (Holder.Known) hang.hang().holder();
  }

  private static String text(String name) {
    return DiagnosisText.of(diagnosis(name), 10_000);
  }

  /** Services between the lines, fields that are no text, containers, pages, noise on a line. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "08-journal-short-iso-services-between",
        "10-journal-json",
        "12b-docker-json-file",
        "13-serial-ansi-crlf",
        "13b-serial-dropped-characters",
        "15-repeated-every-122s",
        "25-html-page"
      })
  void theWorkerHangsInItsDetachLoopAndTheHolderIsCertain(String name) {
    DetachLoop.check(diagnosis(name));
  }

  @Test
  void aLikelyOwnerIsFollowedOnRiscvWithBuildsOfModules() {
    final DiagnosedHang hang = hang("01-riscv-build-ids-likely-owner");
    assertThat(hang.headline()).startsWith("vhost-1234/1240 (thread group 1234) is hung");
    assertThat(hang.hang().victim().trace().kind()).isEqualTo(Wait.MUTEX);
    assertThat(holder(hang).task().task()).hasToString("CPU 1/KVM/2000");
    assertThat(holder(hang).certain()).isFalse();
    assertThat(hang.cause()).contains("vhost_vring_ioctl()", "userfaultfd");
  }

  @Test
  void aMutexOfARealTimeKernelIsAMutex() {
    final DiagnosedHang hang = hang("02-rt-mutex");
    assertThat(hang.hang().victim().trace().kind()).isEqualTo(Wait.MUTEX);
    assertThat(hang.waitsFor()).startsWith("a mutex");
    assertThat(hang.release()).contains("6.12.9-rt5+");
  }

  @Test
  void aSpinlockOfARealTimeKernelIsWhosoeverTakesIt() {
    final DiagnosedHang hang = hang("03-rt-spin-lock");
    assertThat(hang.waitsFor()).isEqualTo("a spinlock that __dev_queue_xmit() takes: not vhost's");
    assertThat(hang.cause()).contains("outside vhost");
    assertThat(hang.orderings()).isEmpty();
  }

  @Test
  void theWriterOfAnRwSemaphoreIsNamedAndWhereItIs() {
    final DiagnosedHang hang = hang("04-rwsem-likely-owner");
    assertThat(hang.cause())
        .contains("outside vhost", "mmap_lock", "qemu-kvm/1000 has it, most likely");
    assertThat(text("04-rwsem-likely-owner"))
        .contains("folio_wait_bit_common(), called by truncate_inode_pages_range()");
  }

  @Test
  void anOwnerThatIsNotFoundIsNobody() {
    assertThat(hang("05-owner-not-found").hang().holder()).isInstanceOf(Holder.Unknown.class);
  }

  @Test
  void linesOfTwoCallersAreToldApart() {
    final Hang hang = hang("06-interleaved-callers").hang();
    assertThat(hang.victim().task()).hasToString("vhost-1000/1010");
    assertThat(hang.victim().trace().functions())
        .containsExactly("vhost_worker_killed", "vhost_task_fn");
    assertThat(hang.others())
        .extracting(task -> task.task().toString())
        .containsExactly("qemu-b/3000");
    assertThat(hang.others().get(0).trace().functions())
        .containsExactly("__vhost_worker_flush", "vhost_dev_flush", "vhost_vsock_dev_release");
  }

  @Test
  void eachBootHasItsOwnKernelAndADateIsNoNumberOfSeconds() {
    final Diagnosis diagnosis = diagnosis("07-dmesg-x-several-boots");
    assertThat(diagnosis.hangs())
        .extracting(hang -> hang.age().code())
        .containsExactly(Age.Code.KTHREAD, Age.Code.HANDLER);
    assertThat(diagnosis.hangs().get(1).release()).contains("6.12.1");
    assertThat(text("07-dmesg-x-several-boots"))
        .contains("at Sun Nov 22 06:22:37 2026)")
        .doesNotContain("2026 s");
  }

  @Test
  void aTraceThatIsCutOffInTheSchedulerIsNotSaidToBeMissing() {
    final DiagnosedHang hang = hang("14-cut-mid-trace-new-boot");
    assertThat(hang.where()).contains("no more of its call trace than the scheduler's functions");
    assertThat(hang.cannotTell())
        .contains("where it is: its call trace is cut off in the log")
        .noneMatch(what -> what.contains("not in the log"));
  }

  /** KVM runs its recovery of huge pages in a task that is made like vhost's. */
  @ParameterizedTest
  @ValueSource(strings = {"16-kvm-nx-lpage-recovery", "16b-kvm-vhost-task-stop"})
  void aTaskThatKvmMadeIsNotVhosts(String name) {
    final Diagnosis diagnosis = diagnosis(name);
    assertThat(diagnosis.hangs()).isEmpty();
    assertThat(diagnosis.notes())
        .anyMatch(note -> note.contains("nothing in their reports is vhost's"));
  }

  @Test
  void whoIsBlockedByACoreDumpIsNotWhoKeepsItUp() {
    final Hang hang = hang("17-blocked-by-coredump").hang();
    assertThat(hang.victim().task()).hasToString("qemu-kvm/1002");
    assertThat(hang.others())
        .extracting(task -> task.task().toString())
        .containsExactly("qemu-kvm/1001");
  }

  @Test
  void theAccessThatKasanFoundIsUnderstoodAndTheOopsIsTheCause() {
    final Diagnosis diagnosis = diagnosis("20-kasan-oops-then-flush");
    assertThat(diagnosis.answer().get(0)).doesNotContain("not understood");
    assertThat(Diagnosing.only(diagnosis).cause())
        .contains("vhost-1000/1010 died in an oops", "Nobody will run the flush item")
        .contains("Before that, at 100.000001 s, line 2, KASAN had reported the same task in"
            + " vhost_transport_do_send_pkt()");
    assertThat(diagnosis.notes())
        .anyMatch(note -> note.contains("freed by vhost_vsock_dev_release()"));
  }

  @Test
  void whatKasanSaysOfAnotherTaskOrLaterIsNotWhatKilledTheWorker() {
    final String log = new String(
        Diagnosing.excerptBytes("met/20-kasan-oops-then-flush.txt"), StandardCharsets.UTF_8);
    assertThat(Diagnosing.only(
                DIAGNOSING.text(log.replace("by task vhost-1000/1010", "by task cc1/77")))
            .cause())
        .contains("died in an oops")
        .doesNotContain("KASAN");
    final int oops = log.indexOf("[  100.000029]");
    final int hang = log.indexOf("[  700.000000]");
    assertThat(Diagnosing.only(DIAGNOSING.text(
                log.substring(oops, hang) + log.substring(0, oops) + log.substring(hang)))
            .cause())
        .contains("died in an oops")
        .doesNotContain("KASAN");
  }

  @Test
  void theOneBlockedTaskAmongHundredsIsFound() {
    final DiagnosedHang hang = hang("21-sysrq-t-of-hundreds");
    assertThat(hang.headline()).startsWith("vhost-1000/1010 ").contains("one moment only");
  }

  @Test
  void ofAllProcessorsBacktracesTheWorkersIsTaken() {
    final DiagnosedHang hang = hang("22-nmi-all-cpus");
    assertThat(holder(hang).task().task()).hasToString("vhost-1000/1010");
    assertThat(holder(hang).task().trace().functions())
        .startsWith("vhost_get_vq_desc", "vhost_vsock_handle_tx_kick");
    assertThat(hang.cause()).contains("running");
  }

  @Test
  void aProcessorInADebuggerRunsWhateverItsThreadIsCalled() {
    final Diagnosis diagnosis = diagnosis("23-gdbstub-nameless");
    assertThat(diagnosis.hangs()).isEmpty();
    assertThat(diagnosis.summary()).contains("ran in vhost_get_vq_desc()");
  }

  @Test
  void anActiveTaskInACrashDumpRuns() {
    final DiagnosedHang hang = hang("40-crash-bt-active");
    assertThat(hang.headline()).startsWith("qemu-kvm/1000 is blocked in a flush");
    final Seen worker = holder(hang).task();
    assertThat(worker.trace().kind()).isEqualTo(Wait.RUNNING);
    assertThat(hang.cause()).contains("was running in vhost_get_vq_desc()");
  }

  @Test
  void inlinedFramesOfDrgnAreRead() {
    final Hang hang = hang("24-drgn-session").hang();
    assertThat(hang.victim().task().pid()).isEqualTo(1010);
    assertThat(hang.victim().trace().kind()).isEqualTo(Wait.MUTEX);
  }

  @Test
  void aLogThatBeginsInsideATraceHasThatTrace() {
    final DiagnosedHang hang = hang("34-starts-mid-trace");
    assertThat(hang.headline())
        .startsWith("a task (name not in the log) is blocked in the kill handler");
    assertThat(hang.captureNext()).anyMatch(next -> next.contains("INFO: task NAME:PID"));
    assertThat(diagnosis("34-starts-mid-trace").answer().get(0)).doesNotContain("not understood");
  }

  @Test
  void theFileWithItsNameNamesATaskWhoseStackCameBefore() {
    final Hang hang = hang("36-proc-grep-r").hang();
    assertThat(hang.victim().task()).hasToString("vhost-1000/1010");
    assertThat(hang.others())
        .extracting(task -> task.task().toString())
        .containsExactly("pid 2000");
  }

  @Test
  void whereNoAddressIsPrintedTheHolderIsNotCertain() {
    final DiagnosedHang hang = hang("45-hashed-ptrval");
    assertThat(holder(hang).task().task()).hasToString("holder/2000");
    assertThat(holder(hang).certain()).isFalse();
    assertThat(holder(hang).how()).contains("no addresses");
    assertThat(text("45-hashed-ptrval")).doesNotContain("ptrval");
  }

  @Test
  void whoSleepsInAnIoctlIsTheLikeliestHolderWithoutALockList() {
    final DiagnosedHang hang = hang("51-sysrq-t-holder-asleep");
    final Holder.Suspects suspects = (Holder.Suspects) hang.hang().holder();
    assertThat(suspects.tasks()).singleElement().satisfies(suspect -> {
      assertThat(suspect.task().task()).hasToString("qemu-system-x86/1200");
      assertThat(suspect.likeliest()).isTrue();
    });
    assertThat(hang.cause()).contains("a guess: it is in vhost_vring_ioctl()", "userfaultfd");
    assertThat(hang.orderings().get(0).scenario()).isEqualTo("C");
    assertThat(text("51-sysrq-t-holder-asleep"))
        .contains("whether qemu-system-x86/1200 has the mutex")
        .doesNotContain("which driver it was");
  }

  /** Who is in a flush in an ioctl has dev.mutex: the other ioctl waits for that. */
  @Test
  void whoFlushesInAnIoctlIsTheLikeliestHolderOfDevMutex() {
    final String whole = new String(
        Diagnosing.excerptBytes("met/52-sysrq-t-flush-under-dev-mutex.txt"),
        StandardCharsets.UTF_8);
    final DiagnosedHang chain = hang("52-sysrq-t-flush-under-dev-mutex");
    assertThat(chain.hang().victim().task()).hasToString("vmm/3305");
    assertThat(chain.cause()).contains("vhost-3301/3312", "vhost_get_vq_desc()", "userfaultfd");
    final Diagnosis interrupted = DIAGNOSING.bytes(
        whole.replaceFirst("(task:vmm +state:)D", "$1S").getBytes(StandardCharsets.UTF_8));
    final Hang hang = Diagnosing.only(interrupted).hang();
    assertThat(hang.victim().task()).hasToString("manager/4100");
    assertThat(((Holder.Suspects) hang.holder()).tasks())
        .extracting(suspect -> suspect.task().task().toString())
        .containsExactly("vhost-3301/3312", "vmm/3305");
  }

  @Test
  void aSuspectSeenInAPageFaultInAnIoctlIsLikelierThanOneSeenElsewhere() {
    final DiagnosedHang hang = hang("53-processors-show-the-suspects");
    final Holder.Suspects suspects = (Holder.Suspects) hang.hang().holder();
    assertThat(suspects.tasks())
        .extracting(suspect -> suspect.task().task() + " " + suspect.likeliest())
        .containsExactly("vmm/7405 true", "bash/2219 false");
    assertThat(hang.holder().get(0)).contains("in a page fault in vhost_vring_ioctl()");
    assertThat(hang.holder().get(1)).contains("it was not in vhost, but in serial8250_console");
    assertThat(hang.cause()).contains("vmm/7405", "that is a guess: it is in vhost_vring_ioctl()");
  }
}
