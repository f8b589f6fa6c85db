package org.killpath.lab.vhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Complaint;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.design.Upstream;

/** {@code __vhost_vq_attach_worker()}: one worker takes a virtqueue over from another. */
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
    return rig.device().everyWorker().get(1);
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
  void takingTheLastVirtqueueFromAWorkerThatHasWorkWarns() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final VhostWorker second = second(rig);
      final UserPage page = new UserPage(world.kernel(), "page", Backing.FROZEN_STORAGE);
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
}
