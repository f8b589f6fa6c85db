package org.killpath.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.app.diagnose.Diagnosis.DiagnosedHang;
import org.killpath.app.diagnose.evidence.Chain;
import org.killpath.app.diagnose.evidence.Hang;
import org.killpath.app.diagnose.evidence.Holder;
import org.killpath.app.diagnose.render.DiagnosisJson;

/** Who has what a hung task waits for, how sure that is, and whom that one waits for in turn. */
class HoldersTest {
  private static final Diagnosing DIAGNOSING = new Diagnosing();

  private static final String WORKER = "vhost-2200/2217";

  private static Diagnosis diagnosis(String name) {
    return DIAGNOSING.excerpt("holders/" + name + ".txt");
  }

  private static DiagnosedHang hang(String name) {
    return Diagnosing.only(diagnosis(name));
  }

  private static DiagnosedHang hangOf(String log) {
    return Diagnosing.only(DIAGNOSING.text(log));
  }

  private static String log(String name) {
    return new String(Diagnosing.excerptBytes("holders/" + name + ".txt"), StandardCharsets.UTF_8);
  }

  private static Holder.Known holder(DiagnosedHang hang) {
    return (Holder.Known) hang.hang().holder();
  }

  @Test
  void ofTwoThatListTheMutexWhoeverHasAnotherBehindItHasIt() {
    final DiagnosedHang hang = hang("01-last-of-one-and-not-of-the-other");
    assertThat(holder(hang).task().task()).hasToString("vhost-2200/2218");
    assertThat(holder(hang).certain()).isTrue();
    assertThat(hang.holder().get(0))
        .contains("it has vq.mutex; it has &mm->mmap_lock, or waits for it");
  }

  @Test
  void whoListsTheMutexLastMayWaitForItWhereAnotherTasksLocksAreNotPrinted() {
    final DiagnosedHang hang = hang("02-last-beside-one-that-ran");
    assertThat(holder(hang).task().task()).hasToString("vmm/2300");
    assertThat(holder(hang).certain()).isFalse();
    assertThat(hang.cause())
        .startsWith("vmm/2300 has what it waits for, or waits for it, too")
        .doesNotContain("certain");
    assertThat(hang.holder().get(0))
        .contains("most likely", "it has dev.mutex; it has vq.mutex, or waits for it");
  }

  @Test
  void whoAloneListsTheMutexHasItIfTheListShowsEveryLock() {
    final String beside = log("02-last-beside-one-that-ran");
    final int ran = beside.indexOf("1 lock held by vhost-2200/2218");
    final String alone = beside.substring(0, beside.lastIndexOf('\n', ran) + 1)
        + beside.substring(beside.indexOf('\n', ran) + 1);
    assertThat(holder(hangOf(alone)).certain()).isTrue();
    final String cutOff = alone.substring(0, alone.indexOf("====="));
    assertThat(holder(hangOf(cutOff)).certain()).isFalse();
  }

  @Test
  void ofSeveralThatListTheMutexLastNoneIsNamed() {
    final DiagnosedHang hang = hang("03-last-of-both");
    assertThat(((Holder.Suspects) hang.hang().holder()).tasks())
        .allSatisfy(suspect -> assertThat(suspect.likeliest()).isFalse())
        .extracting(suspect -> suspect.task().task().toString())
        .containsExactly("vmm/2300", "vhost-2200/2218");
    assertThat(hang.cause()).startsWith("one of 2 tasks has what it waits for");
    assertThat(hang.holder()).allMatch(line -> line.contains("it has it, or waits for it, too"));
    assertThat(hang.cannotTell()).anyMatch(what -> what.startsWith("which of them has the mutex"));
  }

  @Test
  void aLockListAloneShowsWhoWaitsIfAnotherHasItsLastLock() {
    final DiagnosedHang hang = hang("04-lock-list-alone");
    assertThat(hang.hang().certainty()).isEqualTo(Hang.Certainty.MOMENT);
    assertThat(hang.headline())
        .startsWith(WORKER + " is blocked")
        .contains("It waits for a vq.mutex (ffff98a4c1b20258)", "That is one moment only")
        .contains("It holds vtsk.exit_mutex, worker.mutex meanwhile.");
    assertThat(holder(hang).task().task()).hasToString("vmm/2300");
    assertThat(hang.holder().get(0)).contains("it has &mm->mmap_lock, or waits for it");
    assertThat(hang.cannotTell()).anyMatch(what -> what.startsWith("whether it hangs"));
    assertThat(hang.orderings().get(0).scenario()).isEqualTo("C");
  }

  @ParameterizedTest
  @CsvSource({
    "05-owners-of-each-other, false",
    "06-two-mutexes-crosswise, true",
    "07-flush-under-vq-mutex, false"
  })
  void tasksThatWaitForEachOtherAreADeadlock(String name, boolean certain) {
    final DiagnosedHang hang = hang(name);
    final Chain chain = hang.hang().chain();
    assertThat(chain.deadlocked())
        .extracting(task -> task.task().toString())
        .containsExactly(WORKER, "vmm/2300");
    assertThat(chain.isCertain()).isEqualTo(certain);
    assertThat(hang.cause())
        .contains(certain ? ". It is a deadlock: " : ". Most likely it is a deadlock: ")
        .contains(WORKER + " waits for vmm/2300, and vmm/2300 for " + WORKER)
        .contains("nothing from outside");
    assertThat(hang.remarks()).noneMatch(remark -> remark.contains("user memory is served"));
    assertThat(DiagnosisJson.of(diagnosis(name))).containsPattern("\"deadlock\" ?: ?true");
  }

  @Test
  void aMutexThatTheHolderWaitsForIsNotSaidToBeHadByIt() {
    assertThat(hang("06-two-mutexes-crosswise").holder().get(0))
        .contains("it has dev.mutex, vq.mutex; it waits for a worker.mutex (ffff98a4c0d31280)");
  }

  /** If the flush may be for another worker, nothing closes the ring. */
  @Test
  void whereTwoWorkersMayRunTheFlushItemNoDeadlockIsClaimed() {
    final String two = log("07-flush-under-vq-mutex").replace("2 locks held by vmm/2300:", """
            1 lock held by vhost-2200/2218:
             #0: ffff98a4c0ee1258 (&vq->mutex){+.+.}-{4:4}, at: handle_rx+0x2b/0xc0 [vhost_net]
            2 locks held by vmm/2300:""");
    final DiagnosedHang hang = hangOf(two);
    assertThat(holder(hang).task().task()).hasToString("vmm/2300");
    assertThat(hang.hang().chain().deadlocked()).isEmpty();
    assertThat(hang.cause()).doesNotContain("deadlock");
  }

  @Test
  void theOwnerOfWhatTheOwnerWaitsForIsTheRoot() {
    final DiagnosedHang hang = hang("08-owner-waits-for-rtnl");
    assertThat(hang.hang().chain().root().orElseThrow().task()).hasToString("networkd/611");
    assertThat(hang.cause())
        .startsWith("vmm/2300 has what it waits for (likely)")
        .contains("vmm/2300 itself waits for networkd/611 (likely), which is in ice_sq_send_cmd()")
        .doesNotContain("deadlock");
    assertThat(hang.holder().get(1)).startsWith("vmm/2300 waits for networkd/611, most likely: ");
    assertThat(hang.orderings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"09-mmap-lock-behind-the-holder", "10-mmap-lock-in-a-fault"})
  void whoHasTheMmapLockThatTheHolderWaitsForIsTheRoot(String name) {
    final DiagnosedHang hang = hang(name);
    assertThat(holder(hang).task().task()).hasToString("vmm/2300");
    assertThat(holder(hang).certain()).isTrue();
    assertThat(hang.hang().chain().root().orElseThrow().task()).hasToString("khugepaged/71");
    assertThat(hang.cause())
        .contains("vmm/2300 itself waits for khugepaged/71 (likely), which is in __flush_work()");
    assertThat(hang.holder().get(0))
        .containsPattern(
            "it has dev.mutex, vq.mutex; (most likely )?it waits for a &mm->mmap_lock");
    assertThat(hang.orderings()).isEmpty();
  }

  /** Several may read under it: only that one of them hangs says that the other waits. */
  @Test
  void anRwSemaphoreThatTwoListIsNotWaitedForIfNobodyHangsWithIt() {
    final String both = log("09-mmap-lock-behind-the-holder");
    final String listed = both.substring(0, both.lastIndexOf("\n", both.indexOf("khugepaged:71")));
    final DiagnosedHang hang = hangOf(listed);
    assertThat(hang.hang().chain().root()).isEmpty();
    assertThat(hang.holder().get(0)).contains("it has &mm->mmap_lock, or waits for it");
  }

  @ParameterizedTest
  @CsvSource({
    "11-worker-died-in-the-handler, vtsk.exit_mutex",
    "12-worker-died-in-its-work, vq.mutex"
  })
  void aWorkerThatDiedWithAMutexNeverGivesItBack(String name, String mutex) {
    final DiagnosedHang hang = hang(name);
    final Holder.Died died = (Holder.Died) hang.hang().holder();
    assertThat(died.task().task()).hasToString(WORKER);
    assertThat(died.mutexes()).containsExactly(mutex);
    assertThat(hang.cause())
        .startsWith("the worker " + WORKER + " died in an oops at 300.")
        .contains("600 s before", "a task has " + mutex, "most likely that is what vmm/2200 waits")
        .doesNotContain("flush item");
    assertThat(hang.holder().get(0)).startsWith("most likely nobody any more: " + WORKER);
    assertThat(hang.cannotTell())
        .anyMatch(what -> what.startsWith("whether " + WORKER + " had the mutex when it died"));
    assertThat(hang.orderings()).isEmpty();
  }

  @Test
  void whoDiesLaterOrWithoutThatMutexIsNotBlamed() {
    final String whole = log("12-worker-died-in-its-work");
    final int hang = whole.indexOf("[  900.");
    assertThat(hangOf(whole.substring(hang) + whole.substring(0, hang)).hang().holder())
        .isInstanceOf(Holder.Unknown.class);
    final String idle =
        whole.replaceAll("\\[[ .0-9]*\\]  (tap_sendmsg|handle_tx|handle_tx_copy)\\+.*\n", "");
    assertThat(hangOf(idle).hang().holder()).isInstanceOf(Holder.Unknown.class);
  }

  @Test
  void ofWorkersOfOthersThatDiedOnlyASingleOneIsBlamed() {
    final String whole = log("12-worker-died-in-its-work").replace("vhost-2200", "vhost-31");
    assertThat(((Holder.Died) hangOf(whole).hang().holder()).task().task())
        .hasToString("vhost-31/2217");
    final int hang = whole.indexOf("[  900.");
    final String again = whole.substring(0, hang).replace("2217", "3217").replace("[#1]", "[#2]");
    assertThat(hangOf(again + whole).hang().holder()).isInstanceOf(Holder.Unknown.class);
  }
}
