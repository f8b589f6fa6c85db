package org.killpath.lab.vhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.vhost.uapi.Errno;

/** VHOST_SET_OWNER: making the first worker, and attaching it to every virtqueue. */
class SetOwnerTest {
  private static List<String> withoutStart(List<String> trace) {
    return trace.subList(1, trace.size());
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
      assertThat(rig.device().everyWorker()).hasSize(1);
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
      assertThat(rig.device().everyWorker()).isEmpty();
    });
  }

  @Test
  void aKthreadWorkerIsMadeWithASignalPendingAndMovesToTheOwnersCgroupsFirst() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = new VsockRig(
          world, DesignSpace.all().named("kthread").orElseThrow(), VsockRig.Memory.PRESENT);
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
  void noInterleavingOfAttachAndKillLeavesAVirtqueueWithADeadWorker() {
    TinyWorld.randomly(400, SetOwnerTest::setOwnerAndKill);
    TinyWorld.freely(200, SetOwnerTest::setOwnerAndKill);
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
