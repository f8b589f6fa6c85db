package org.killpath.vhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.killpath.design.Kthread;
import org.killpath.design.Upstream;
import org.killpath.kernel.Complaint;
import org.killpath.kernel.Task;
import org.killpath.kernel.TaskGroup.Kill;
import org.killpath.kernel.TinyWorld;
import org.killpath.kernel.UserPage;
import org.killpath.kernel.UserPage.Backing;

/** Making, attaching, freeing and destroying workers. */
class AttachTest {
  private static List<String> withoutStart(List<String> trace) {
    return trace.subList(1, trace.size());
  }

  /** A second worker, made by an outsider so that a kill of the owner's group passes it by. */
  private static VhostWorker second(VsockRig rig) {
    rig.outside("maker", current -> {
      rig.dev().mutex().lock(current);
      rig.dev().vhostWorkerCreate(current);
      rig.dev().mutex().unlock(current);
      current.pause();
    });
    rig.world().settle();
    rig.world().forgetTrace();
    return rig.dev().everyWorker().get(1);
  }

  private static Task attach(VsockRig rig, VhostVirtqueue vq, VhostWorker worker) {
    final Task attacher = rig.outside("attacher", current -> {
      rig.dev().mutex().lock(current);
      rig.dev().vhostVqAttachWorker(current, vq, worker);
      rig.dev().mutex().unlock(current);
    });
    rig.world().settle();
    return attacher;
  }

  @Test
  void setOwnerMakesAWorkerAndAttachesItToEveryVirtqueue() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = new VsockRig(world, new Upstream(), VsockRig.Memory.PRESENT);
      final AtomicReference<Long> result = new AtomicReference<>();
      final Task owner = rig.inGroup("owner", current -> {
        rig.dev().mutex().lock(current);
        result.set(rig.dev().vhostDevSetOwner(current));
        rig.dev().mutex().unlock(current);
      });
      world.settle();
      final String group = "group[" + owner.group().tgid() + "].signals";
      assertThat(result).hasValue(0L);
      assertThat(withoutStart(world.traceOf("owner")))
          .containsExactly(
              "owner locks dev.mutex",
              "owner reads dev.mm",
              "owner writes dev.mm",
              "owner creates " + group,
              "owner writes dev.worker_xa",
              "owner locks worker.mutex",
              "owner reads worker.killed",
              "owner locks vq[0].mutex",
              "owner reads vq[0].worker",
              "owner writes vq[0].worker",
              "owner reads worker.attachment_cnt",
              "owner writes worker.attachment_cnt",
              "owner unlocks vq[0].mutex",
              "owner unlocks worker.mutex",
              "owner locks worker.mutex",
              "owner reads worker.killed",
              "owner locks vq[1].mutex",
              "owner reads vq[1].worker",
              "owner writes vq[1].worker",
              "owner reads worker.attachment_cnt",
              "owner writes worker.attachment_cnt",
              "owner unlocks vq[1].mutex",
              "owner unlocks worker.mutex",
              "owner unlocks dev.mutex");
      assertThat(rig.worker().attachmentCnt().peek()).isEqualTo(2);
      assertThat(rig.workerTask().group()).isSameAs(owner.group());
    });
  }

  @Test
  void aSecondSetOwnerIsBusy() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final AtomicReference<Long> result = new AtomicReference<>();
      rig.outside("second", current -> result.set(rig.device().setOwner(current)));
      world.settle();
      assertThat(result).hasValue(Errno.EBUSY);
      assertThat(rig.dev().everyWorker()).hasSize(1);
    });
  }

  @Test
  void noWorkerIsMadeWithASignalPendingAndTheDeviceStaysUnowned() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = new VsockRig(world, new Upstream(), VsockRig.Memory.PRESENT);
      final AtomicReference<Long> result = new AtomicReference<>();
      rig.inGroup("owner", current -> {
        current.group().signalHandled(current, current);
        result.set(rig.device().setOwner(current));
        assertThat(rig.dev().hasOwner(current)).isFalse();
      });
      world.settle();
      assertThat(result).hasValue(Errno.ENOMEM);
      assertThat(rig.dev().everyWorker()).isEmpty();
    });
  }

  @Test
  void aKthreadWorkerIsMadeWithASignalPendingAndMovesToTheOwnersCgroupsFirst() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = new VsockRig(world, new Kthread(), VsockRig.Memory.PRESENT);
      final AtomicReference<Long> result = new AtomicReference<>();
      rig.inGroup("owner", current -> {
        current.group().signalHandled(current, current);
        rig.dev().mutex().lock(current);
        result.set(rig.dev().vhostDevSetOwner(current));
        rig.dev().mutex().unlock(current);
      });
      world.settle();
      assertThat(result).hasValue(0L);
      assertThat(rig.workerTask().isKthread()).isTrue();
      assertThat(world.traceOf("owner"))
          .containsSubsequence(
              "owner writes dev.worker_xa",
              "owner tests and sets attach_cgroups.queued",
              "owner locks worker.mutex",
              "owner reads worker.attachment_cnt",
              "owner writes worker.attachment_cnt",
              "owner tests and sets flush.queued",
              "owner unlocks worker.mutex",
              "owner waits for flush completion",
              "owner locks worker.mutex",
              "owner writes worker.attachment_cnt",
              "owner unlocks worker.mutex",
              "owner locks vq[0].mutex");
      assertThat(rig.worker().attachmentCnt().peek()).isEqualTo(2);
    });
  }

  @Test
  void aKilledWorkerIsNotAttachedAndItsVirtqueueIsNotEvenLocked() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      rig.kill(Kill.KILL);
      attach(rig, rig.device().rx(), rig.worker());
      assertThat(withoutStart(world.traceOf("attacher")))
          .containsExactly(
              "attacher locks dev.mutex",
              "attacher locks worker.mutex",
              "attacher reads worker.killed",
              "attacher unlocks worker.mutex",
              "attacher unlocks dev.mutex");
      assertThat(rig.device().rx().worker().peek()).isEmpty();
    });
  }

  @Test
  void anIdleVirtqueueChangesItsWorkerWithoutWaitingForAnybody() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final VhostWorker second = second(rig);
      rig.inGroup("owner2", current -> rig.device().setRunning(current, false));
      world.settle();
      attach(rig, rig.device().tx(), second);
      assertThat(withoutStart(world.traceOf("attacher")))
          .containsExactly(
              "attacher locks dev.mutex",
              "attacher locks worker.mutex",
              "attacher reads worker.killed",
              "attacher locks vq[1].mutex",
              "attacher reads vq[1].worker",
              "attacher writes vq[1].worker",
              "attacher reads worker.attachment_cnt",
              "attacher writes worker.attachment_cnt",
              "attacher unlocks vq[1].mutex",
              "attacher unlocks worker.mutex",
              "attacher locks worker.mutex",
              "attacher reads worker.killed",
              "attacher locks vq[1].mutex",
              "attacher reads vq[1].private_data",
              "attacher reads vq[1].kick",
              "attacher unlocks vq[1].mutex",
              "attacher reads worker.attachment_cnt",
              "attacher writes worker.attachment_cnt",
              "attacher unlocks worker.mutex",
              "attacher reads worker.attachment_cnt",
              "attacher unlocks dev.mutex");
      assertThat(rig.worker().attachmentCnt().peek()).isEqualTo(1);
      assertThat(second.attachmentCnt().peek()).isEqualTo(1);
    });
  }

  @Test
  void aBusyVirtqueueChangesItsWorkerAfterAGracePeriodAndAFlushOfTheOldOne() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final VhostWorker second = second(rig);
      attach(rig, rig.device().rx(), second);
      assertThat(world.traceOf("attacher"))
          .containsSubsequence(
              "attacher unlocks worker.mutex",
              "attacher locks worker.mutex",
              "attacher reads worker.killed",
              "attacher locks vq[0].mutex",
              "attacher reads vq[0].private_data",
              "attacher unlocks vq[0].mutex",
              "attacher begins a grace period of rcu",
              "attacher reads worker.attachment_cnt",
              "attacher reads worker.killed",
              "attacher tests and sets flush.queued",
              "attacher unlocks worker.mutex",
              "attacher waits for flush completion",
              "attacher locks worker.mutex",
              "attacher reads worker.attachment_cnt",
              "attacher writes worker.attachment_cnt",
              "attacher unlocks worker.mutex");
      assertThat(rig.worker().attachmentCnt().peek()).isEqualTo(1);
    });
  }

  @Test
  void whoTakesAVirtqueueFromAKilledWorkerLeavesTheWorkersCountOneTooHigh() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final VhostWorker second = second(rig);
      final UserPage page = rig.hold(rig.device().rx().mutex());
      // The handler waits for vq 0; the attacher takes vq 1 away from under it.
      rig.kill(Kill.KILL);
      final Task attacher = attach(rig, rig.device().tx(), second);
      assertThat(attacher.isBlockedOn(rig.worker().mutex())).isTrue();
      rig.serve(page);
      assertThat(attacher.isExited()).isTrue();
      assertThat(rig.worker().attachmentCnt().peek()).isEqualTo(1);
      assertThat(rig.device().tx().worker().peek()).contains(second);
      assertThat(world.kernel().complaints()).isEmpty();
    });
  }

  @Test
  void aWorkerThatServesAnybodyOrWasKilledCannotBeFreed() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final WorkerIoctl ioctl = new WorkerIoctl(rig.dev());
      final AtomicReference<Long> result = new AtomicReference<>();
      final Body free = id -> rig.outside("owner2", current -> {
        rig.dev().mutex().lock(current);
        result.set(ioctl.freeWorker(current, id));
        rig.dev().mutex().unlock(current);
      });
      free.id(0);
      world.settle();
      assertThat(result).hasValue(Errno.EBUSY);
      rig.kill(Kill.KILL);
      free.id(0);
      world.settle();
      assertThat(result).hasValue(Errno.EBUSY);
      free.id(7);
      world.settle();
      assertThat(result).hasValue(Errno.ENODEV);
    });
  }

  /** An ioctl on the worker with this id. */
  @FunctionalInterface
  private interface Body {
    void id(int id);
  }

  @Test
  void freeingAnIdleWorkerStopsItsThread() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final VhostWorker second = second(rig);
      final AtomicReference<Long> result = new AtomicReference<>();
      rig.outside("owner2", current -> {
        rig.dev().mutex().lock(current);
        result.set(new WorkerIoctl(rig.dev()).freeWorker(current, second.workerId()));
        rig.dev().mutex().unlock(current);
      });
      world.settle();
      assertThat(result).hasValue(0L);
      assertThat(withoutStart(world.traceOf("owner2")))
          .containsExactly(
              "owner2 locks dev.mutex",
              "owner2 reads dev.mm",
              "owner2 reads dev.worker_xa",
              "owner2 locks worker.mutex",
              "owner2 reads worker.attachment_cnt",
              "owner2 reads worker.killed",
              "owner2 reads worker.attachment_cnt",
              "owner2 unlocks worker.mutex",
              "owner2 reads worker[1].work_list",
              "owner2 writes dev.worker_xa",
              "owner2 locks vtsk.exit_mutex",
              "owner2 reads vtsk.KILLED",
              "owner2 writes vtsk.STOP",
              "owner2 wakes task[" + second.thread().task().pid() + "]",
              "owner2 unlocks vtsk.exit_mutex",
              "owner2 waits for vtsk.exited",
              "owner2 frees task[" + second.thread().task().pid() + "]",
              "owner2 frees vhost_task",
              "owner2 frees vhost_worker[1]",
              "owner2 unlocks dev.mutex");
      assertThat(second.isFreed()).isTrue();
      assertThat(world.kernel().complaints()).isEmpty();
    });
  }

  @Test
  void destroyingAWorkerThatStillHasWorkWarns() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      rig.kill(Kill.KILL);
      final VhostWork late =
          new VhostWork(world.kernel(), "late", VhostWork.Kind.DATA, current -> {});
      world.task("queuer", current -> rig.worker().vhostWorkerQueue(current, late));
      world.settle();
      rig.outside("closer", current -> rig.dev().vhostDevCleanup(current));
      world.settle();
      assertThat(world.kernel().complaints()).singleElement().satisfies(complaint -> {
        assertThat(complaint.kind()).isEqualTo(Complaint.Kind.WARNING);
        assertThat(complaint.what()).isEqualTo("!llist_empty(&worker->work_list)");
        assertThat(complaint.at())
            .hasValueSatisfying(at -> assertThat(at.name()).isEqualTo("vhost_worker_destroy"));
      });
      assertThat(late.outstanding()).isEqualTo(1);
    });
  }

  @Test
  void takingTheLastVirtqueueFromAWorkerThatHasWorkWarns() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final VhostWorker second = second(rig);
      final UserPage page = new UserPage(world.kernel(), "page", Backing.DEAD_STORAGE);
      final VhostWork busy = new VhostWork(world.kernel(), "busy", VhostWork.Kind.DATA, page::copy);
      final VhostWork late =
          new VhostWork(world.kernel(), "late", VhostWork.Kind.DATA, current -> {});
      rig.inGroup("owner2", current -> rig.device().setRunning(current, false));
      world.settle();
      attach(rig, rig.device().rx(), second);
      world.task("queuer", current -> rig.worker().vhostWorkerQueue(current, busy));
      world.settle();
      world.task("queuer", current -> rig.worker().vhostWorkerQueue(current, late));
      world.settle();
      attach(rig, rig.device().tx(), second);
      assertThat(world.kernel().complaints())
          .extracting(Complaint::what)
          .containsExactly("!old_worker->attachment_cnt && !llist_empty(&old_worker->work_list)");
    });
  }

  @Test
  void noInterleavingOfAttachAndKillLeavesAVirtqueueWithADeadWorker() {
    TinyWorld.randomly(400, AttachTest::setOwnerAndKill);
    TinyWorld.freely(200, AttachTest::setOwnerAndKill);
  }

  private static void setOwnerAndKill(TinyWorld world) {
    final VsockRig rig = new VsockRig(world, new Upstream(), VsockRig.Memory.PRESENT);
    rig.inGroup("owner", current -> rig.device().setOwner(current));
    rig.kill(Kill.KILL);
    assertThat(rig.group().isEmpty()).isTrue();
    for (VhostVirtqueue vq : rig.dev().vqs()) {
      assertThat(vq.worker().peek()).isEmpty();
    }
  }
}
