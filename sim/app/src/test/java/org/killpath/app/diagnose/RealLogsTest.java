package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.evidence.Holder;
import org.killpath.app.diagnose.evidence.task.SeenLock;
import org.killpath.app.diagnose.match.Match;

/** Every log that was measured on a real kernel: the right task, place, lock, holder and ordering. */
class RealLogsTest {
  private static final Diagnosing DIAGNOSING = new Diagnosing();

  @ParameterizedTest
  @CsvSource({
    "6.12.107-C-v0,         vhost-38/39, vhost_worker_killed, vq.mutex, gt-holder-out/40, C, upstream",
    "6.12.107-C2-v0,        vhost-37/38, vhost_transport_do_send_pkt, vq.mutex, gt-holder-out/39, C2, upstream",
    "6.12.107-F-v0,         vhost-37/38, vhost_worker_killed, vq.mutex, gt-holder-out/39, F, upstream",
    "6.12.107-F-v0-rep1,    vhost-39/40, vhost_worker_killed, vq.mutex, gt-holder-out/41, F, upstream",
    "6.12.107-net-C-v0,     vhost-43/44, vhost_worker_killed, vq.mutex, gt-holder-out/45, net-C, upstream",
    "6.12.107-scsi-C-v0-vq2, vhost-43/44, vhost_worker_killed, vq.mutex, gt-holder-out/46, scsi-C, upstream",
    "6.12.107-scsi-S2-v0,   vhost-42/44, vhost_worker_killed, vq.mutex, vhost-45/46, scsi-S2, upstream",
    "6.12.107p-BF-v0,       vhost-40/41, vhost_worker_killed, vq.mutex, gt-holder-in/42, BF, upstream",
    "6.12.107p-D1-v9,       vhost-43/44, vhost_worker_killed, dev.mutex, gt-flusher/45, D1, dev-mutex",
    "6.12.107p-D1-v10,      vhost-44/45, vhost_worker_killed, worker.mutex, gt-flusher/46, D1, flush-holds-mutex",
    "7.3.4-C-v0,            vhost-38/39, vhost_worker_killed, vq.mutex, gt-holder-out/40, C, upstream",
    "7.3.4-C2-v0,           vhost-38/39, vhost_transport_do_send_pkt, vq.mutex, gt-holder-out/40, C2, upstream",
    "7.3.4-F-v0,            vhost-38/39, vhost_worker_killed, vq.mutex, gt-holder-out/40, F, upstream"
  })
  void aWaitForAMutexIsTracedToItsHolderAndItsOrdering(
      String log,
      String task,
      String function,
      String lock,
      String holder,
      String ordering,
      String design) {
    final DiagnosedHang hang = hang(log);
    assertThat(hang.hang().victim().task()).hasToString(task);
    assertThat(hang.hang().silent()).isFalse();
    assertThat(hang.hang().victim().trace().innermost()).contains(function);
    assertThat(hang.hang().victim().waitsFor().flatMap(SeenLock::label)).contains(lock);
    assertThat(hang.hang().holder()).isInstanceOf(Holder.Known.class);
    assertThat(((Holder.Known) hang.hang().holder()).task().task()).hasToString(holder);
    assertThat(hang.headline()).contains(task, "is hung in", "a " + lock);
    final Match best = hang.orderings().get(0);
    assertThat(best.scenario()).isEqualTo(ordering);
    assertThat(best.design()).isEqualTo(design);
    assertThat(best.isWhole()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "6.12.107-C-v0, the kill handler's detach loop",
    "6.12.107-C2-v0, a work item in the worker's loop; the worker has not come to its kill handler",
    "6.12.107-D2-v0, 'a flush, waiting for a worker to run its flush item, in an ioctl'",
    "6.12.107p-D1-v9, 'the kill handler at dev.mutex, which upstream''s handler does not take'",
    "6.12.107p-D1-v10, 'the kill handler''s beginning, at worker.mutex'"
  })
  void thePlaceIsAStepOfTheTeardown(String log, String where) {
    assertThat(hang(log).where()).startsWith(where);
  }

  @ParameterizedTest
  @CsvSource({"6.12.107-D2-v0, gt-flusher/40, vhost-38/39, D2"})
  void aFlushIsTracedToTheWorkerThatRunsInItsDrain(
      String log, String task, String worker, String ordering) {
    final DiagnosedHang hang = hang(log);
    assertThat(hang.hang().victim().task()).hasToString(task);
    assertThat(hang.waitsFor()).startsWith("a flush completion");
    assertThat(((Holder.Known) hang.hang().holder()).task().task()).hasToString(worker);
    assertThat(hang.holder().get(0)).contains("most likely", "It was running each time (3)");
    assertThat(hang.orderings().get(0).scenario()).isEqualTo(ordering);
    assertThat(hang.orderings().get(0).victim().role()).isEqualTo("flusher");
  }

  @ParameterizedTest
  @CsvSource({"6.12.107-E2-v0, vhost-39/40, E2"})
  void aSilentHangIsFoundThroughTheLockListAlone(String log, String task, String ordering) {
    final DiagnosedHang hang = hang(log);
    assertThat(hang.hang().silent()).isTrue();
    assertThat(hang.hang().victim().task()).hasToString(task);
    assertThat(hang.headline()).contains("may be hung", "5 locks");
    assertThat(hang.orderings().get(0).scenario()).isEqualTo(ordering);
    assertThat(hang.remarks())
        .anyMatch(remark -> remark.contains("called by vhost_worker_killed()"));
    assertThat(hang.cannotTell()).anyMatch(what -> what.startsWith("whether it hangs at all"));
  }

  /** Lines of the program that made these logs name vhost, and are of no form that is known. */
  @ParameterizedTest
  @CsvSource({
    "6.12.107-A-v0, Nothing of vhost and no hung task is in this log.",
    "6.12.107-B-v0, 'No report of a hang is in this log, but lines that name vhost were not'",
    "6.12.107p-C-v0-kthread, 'No report of a hang is in this log, but lines that name vhost'",
    "6.12.107p-C-v2, 'No report of a hang is in this log, but lines that name vhost were not'",
    "6.12.107p-N-v0, 'No report of a hang is in this log, but lines that name vhost were not'"
  })
  void whereNothingHangsNoHangIsMadeUp(String log, String summary) {
    final Diagnosis diagnosis = DIAGNOSING.sharedLog("ground-truth/logs/" + log + ".log");
    assertThat(diagnosis.hangs()).isEmpty();
    assertThat(diagnosis.summary()).startsWith(summary);
  }

  @ParameterizedTest
  @CsvSource({"6.12.107p-C-v2"})
  void aWarningOfVhostIsNoted(String log) {
    assertThat(DIAGNOSING.sharedLog("ground-truth/logs/" + log + ".log").notes())
        .anyMatch(note -> note.startsWith("a warning fired in vhost_worker_destroy()"));
  }

  @ParameterizedTest
  @CsvSource({"6.12.107-C-v0, true", "6.12.107p-D1-v9, false"})
  void aLaterLockListTellsWhetherTheHangEnded(String log, boolean ended) {
    assertThat(hang(log).hang().ended().isPresent()).isEqualTo(ended);
  }

  @ParameterizedTest
  @CsvSource({"6.12.107-C-v0, 6.12.107", "7.3.4-C-v0, 7.3.4"})
  void theKernelIsNamed(String log, String release) {
    assertThat(hang(log).release()).isEqualTo(Optional.of(release));
  }

  private static DiagnosedHang hang(String log) {
    return Diagnosing.only(DIAGNOSING.sharedLog("ground-truth/logs/" + log + ".log"));
  }
}
