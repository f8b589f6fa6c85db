package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.Holder;
import org.killpath.app.diagnose.evidence.kernel.Age;
import org.killpath.app.diagnose.evidence.task.Wait;
import org.killpath.app.diagnose.match.Match;
import org.killpath.app.diagnose.render.DiagnosisText;

/** Further inputs of the kinds that people have: other architectures, ages, and ways to hang or die. */
class OtherInputsTest {
  private static final Diagnosing DIAGNOSING = new Diagnosing();

  private static Diagnosis diagnosis(String name) {
    return DIAGNOSING.excerpt("inputs/" + name + ".txt");
  }

  private static DiagnosedHang hang(String name) {
    return Diagnosing.only(diagnosis(name));
  }

  private static String holder(DiagnosedHang hang) {
    return ((Holder.Known) hang.hang().holder()).task().task().toString();
  }

  @Test
  void aReportOfS390IsReadAndANameWithASlashIsAName() {
    final DiagnosedHang hang = hang("s390-detach-loop");
    assertThat(hang.headline()).startsWith("vhost-1000/1010").contains("detach loop");
    assertThat(holder(hang)).isEqualTo("CPU 0/KVM/2000");
    assertThat(hang.orderings().get(0).scenario()).isEqualTo("net-C");
  }

  @Test
  void aReportOfPpc64IsReadBehindItsTwoAddresses() {
    final DiagnosedHang hang = hang("ppc64le-el9-flush");
    assertThat(hang.where()).contains("a flush", "in the last close");
    assertThat(hang.age().code()).isEqualTo(Age.Code.KTHREAD);
  }

  @Test
  void aCompletionThatAnotherModuleWaitsForIsNotVhosts() {
    final DiagnosedHang hang = hang("el7-completion-in-tun");
    assertThat(hang.cause()).contains("outside vhost", "tun_sendmsg() [tun]");
    assertThat(hang.cannotTell()).noneMatch(what -> what.contains("flush item"));
    assertThat(hang.orderings()).isEmpty();
  }

  @Test
  void aPageThatADiskDoesNotDeliverIsNotVhosts() {
    assertThat(hang("debian-6.1-storage").cause()).contains("outside vhost", "storage");
  }

  @Test
  void everyTaskOfACrashDumpHasItsOwnTrace() {
    final DiagnosedHang hang = hang("crash-foreach-bt");
    assertThat(hang.headline()).startsWith("qemu-kvm/1000 is blocked").contains("one moment only");
    assertThat(hang.cause()).contains("vhost-1000/1010", "is idle");
    assertThat(hang.orderings().get(0).scenario()).isEqualTo("TC-stop");
  }

  @Test
  void stacksOfOneProcessAreKeptApartByWhatStandsBetweenThem() {
    final Hang hang = hang("proc-task-by-task").hang();
    assertThat(hang.victim().task().pid()).isEqualTo(1000);
    assertThat(hang.victim().trace().functions()).doesNotContain("vhost_task_fn");
    assertThat(((Holder.Known) hang.holder()).task().task().pid()).isEqualTo(1010);
  }

  @Test
  void whoSleepsInDWhenTheFreezerGivesUpIsBlocked() {
    final Diagnosis diagnosis = diagnosis("freezer-in-d");
    assertThat(Diagnosing.only(diagnosis).hang().certainty()).isEqualTo(Hang.Certainty.MOMENT);
    assertThat(diagnosis.notes())
        .anyMatch(note -> note.contains("the freezer could not stop vhost-1000/1010"))
        .noneMatch(note -> note.contains("no hang in D"));
  }

  @Test
  void whereAWorkerDiedOfAnOopsNoOtherBugIsBlamed() {
    final DiagnosedHang hang = hang("arm64-oops-then-flush");
    assertThat(hang.cause()).contains("vhost-1000/1010 died in an oops", "vhost_get_vq_desc");
    assertThat(hang.knownBugs()).isEmpty();
  }

  @Test
  void aWorkerThatLoopsIsToldThoughNobodyIsSeenToWait() {
    final Diagnosis diagnosis = diagnosis("soft-lockup-in-iotlb");
    assertThat(diagnosis.summary())
        .contains("a soft lockup in iotlb_access_ok()", "vhost-1000/1010");
    assertThat(DiagnosisText.of(diagnosis, 10_000)).contains("e2ae38cf3d91");
  }

  @Test
  void aStallOfRcuIsWhatTheKillHandlerWaitsFor() {
    final DiagnosedHang hang = hang("rcu-stall-then-handler");
    assertThat(hang.hang().victim().trace().kind()).isEqualTo(Wait.RCU);
    assertThat(holder(hang)).isEqualTo("vhost-1000/1010");
    assertThat(hang.cause()).contains("holds up the grace period");
  }

  @Test
  void aTraceWithoutVhostIsToldAsItIs() {
    final DiagnosedHang hang = hang("worker-in-exit");
    assertThat(hang.where()).contains("nothing of vhost", "exit_mm(), called by do_exit()");
    assertThat(hang.cannotTell())
        .noneMatch(what -> what.contains("its call trace is not in the log"));
  }

  @Test
  void aCoreDumpThatWaitsForAWorkerIsAHangOfVhost() {
    final DiagnosedHang hang = hang("core-dump-waits-for-worker");
    assertThat(hang.headline()).startsWith("qemu-kvm/1001").contains("a core dump");
    assertThat(holder(hang)).isEqualTo("vhost-1000/1010");
    assertThat(hang.cause()).startsWith("the core dump waits for vhost-1000/1010");
    assertThat(hang.orderings().stream().limit(hang.alike()).map(Match::scenario))
        .contains("E2-coredump");
  }

  @Test
  void aCoreDumpInALogWithoutVhostIsOnlyNoted() {
    final String whole = new String(
        Diagnosing.excerptBytes("inputs/core-dump-waits-for-worker.txt"), StandardCharsets.UTF_8);
    final String log = whole.substring(0, whole.indexOf("Showing all"));
    final Diagnosis diagnosis = DIAGNOSING.text(log);
    assertThat(diagnosis.hangs()).isEmpty();
    assertThat(diagnosis.notes())
        .anyMatch(note -> note.contains("qemu-kvm/1001 hangs in a core dump"));
  }

  @Test
  void theLockOfASocketIsFollowedToItsReader() {
    final DiagnosedHang hang = hang("socket-lock");
    assertThat(hang.hang().victim().trace().kind()).isEqualTo(Wait.SOCKET);
    assertThat(holder(hang)).isEqualTo("reader/3000");
    assertThat(hang.cause()).contains("the lock of a socket", "reader/3000 has it");
    assertThat(hang.orderings().stream().limit(hang.alike()).map(Match::scenario))
        .contains("K");
  }

  @Test
  void aPageCopiedWithItsEntitiesIsRead() {
    final String log =
        new String(Diagnosing.excerptBytes("cases/c1-kmsg-raw.txt"), StandardCharsets.UTF_8);
    DetachLoop.check(DIAGNOSING.text(log.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")));
    DetachLoop.check(DIAGNOSING.text(log.replace(' ', '\u00a0')));
  }
}
