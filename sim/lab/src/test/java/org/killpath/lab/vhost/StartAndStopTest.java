package org.killpath.lab.vhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.vhost.VsockRig.Memory;
import org.killpath.lab.vhost.uapi.Errno;

/** VHOST_VSOCK_SET_RUNNING. */
class StartAndStopTest {
  @Test
  void startTakesEachVirtqueueInTurnAndQueuesTheSendWorkLast() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      rig.outside("stopper", current -> rig.device().setRunning(current, false));
      world.settle();
      assertThat(world.traceOf("stopper").subList(1, 10))
          .containsExactly(
              "stopper locks dev.mutex",
              "stopper reads dev.mm",
              "stopper locks vq[0].mutex",
              "stopper writes vq[0].private_data",
              "stopper unlocks vq[0].mutex",
              "stopper locks vq[1].mutex",
              "stopper writes vq[1].private_data",
              "stopper unlocks vq[1].mutex",
              "stopper unlocks dev.mutex");
      final Call call = Call.of(rig, current -> rig.device().setRunning(current, true));
      assertThat(call.result()).hasValue(0L);
      assertThat(call.steps())
          .containsExactly(
              "locks dev.mutex",
              "reads dev.mm",
              "locks vq[0].mutex",
              "reads vq[0].private_data",
              "writes vq[0].private_data",
              "copies to or from rx ring",
              "copies to or from rx ring",
              "unlocks vq[0].mutex",
              "locks vq[1].mutex",
              "reads vq[1].private_data",
              "writes vq[1].private_data",
              "copies to or from tx ring",
              "copies to or from tx ring",
              "unlocks vq[1].mutex",
              "enters a reader of rcu",
              "reads vq[0].worker",
              "tests and sets send_pkt_work.queued",
              "adds to worker[0].work_list",
              "wakes the worker",
              "leaves a reader of rcu",
              "unlocks dev.mutex");
    });
  }

  @Test
  void aStartThatFaultsTakesEverythingBackOneVirtqueueAtATime() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = new VsockRig(
          world,
          new Upstream(),
          new Memory(Backing.PRESENT, Backing.PRESENT, Backing.USERFAULTFD, Backing.PRESENT));
      rig.inGroup("owner", rig.device()::setOwner);
      world.settle();
      world.forgetTrace();
      final Call call = Call.of(rig, current -> rig.device().setRunning(current, true));
      world.task("killer", current -> call.task().group().kill(current, Kill.KILL));
      world.settle();
      assertThat(call.result()).hasValue(Errno.EFAULT);
      assertThat(world.traceOf("caller"))
          .endsWith(
              "caller faults on tx ring",
              "caller writes vq[1].private_data",
              "caller unlocks vq[1].mutex",
              "caller locks vq[0].mutex",
              "caller writes vq[0].private_data",
              "caller unlocks vq[0].mutex",
              "caller locks vq[1].mutex",
              "caller writes vq[1].private_data",
              "caller unlocks vq[1].mutex",
              "caller unlocks dev.mutex");
      assertThat(world.traceOf("caller")).doesNotContain("caller enters a reader of rcu");
    });
  }

  @Test
  void aStrangerCanNeitherStartNorStop() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final AtomicReference<Long> start = new AtomicReference<>();
      final AtomicReference<Long> stop = new AtomicReference<>();
      world.task("stranger", current -> {
        start.set(rig.device().setRunning(current, true));
        stop.set(rig.device().setRunning(current, false));
      });
      world.settle();
      assertThat(start).hasValue(Errno.EPERM);
      assertThat(stop).hasValue(Errno.EPERM);
      assertThat(rig.device().rx().privateData().peek()).isTrue();
    });
  }

  /** In the version that has it for vsock, too: {@code vhost_net_reset_owner()}'s steps. */
  @Test
  void aResetOfTheOwnerStopsFlushesAndEndsTheWorkersWithDevMutexHeld() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig =
          VsockRig.started(world, DesignSpace.all().named("vsock-reset-owner").orElseThrow());
      final Call call = Call.of(rig, rig.device()::resetOwner);
      assertThat(call.result()).hasValue(0L);
      assertThat(call.steps())
          .startsWith("locks dev.mutex", "reads dev.mm", "locks vq[0].mutex")
          .containsSubsequence(
              "writes vq[0].private_data",
              "unlocks vq[0].mutex",
              "locks vq[1].mutex",
              "writes vq[1].private_data",
              "unlocks vq[1].mutex",
              "waits for flush completion",
              "reads vq[0].kick",
              "waits for flush completion",
              "frees dev.umem",
              "frees vhost_worker[0]",
              "writes dev.mm")
          .endsWith("unlocks dev.mutex");
      world.forgetTrace();
      final Call again = Call.of(rig, rig.device()::resetOwner);
      assertThat(again.result()).hasValue(Errno.EPERM);
      assertThat(again.steps())
          .containsExactly("locks dev.mutex", "reads dev.mm", "unlocks dev.mutex");
    });
  }
}
