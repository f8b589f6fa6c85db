package org.killpath.lab.vhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Complaint;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.primitive.SpinLock;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.vhost.VsockRig.Memory;
import org.killpath.lab.vhost.device.vsock.Packet;

/** {@code vhost_vsock_dev_release()}: the last close. */
class ReleaseTest {
  private static Task release(VsockRig rig) {
    final Task closer = rig.world().task("closer", rig.device()::release);
    rig.world().settle();
    return closer;
  }

  private static List<String> steps(VsockRig rig) {
    final String worker = "task[" + rig.workerTask().pid() + "]";
    final List<String> steps = rig.world().traceOf("closer").stream()
        .map(step -> step.substring("closer ".length()).replace(worker, "the worker"))
        .toList();
    return steps.subList(1, steps.size());
  }

  @Test
  void theStepsComeInTheKernelsOrderWithTwoFlushesAndNoOwnerCheck() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      rig.kill(Kill.KILL);
      world.forgetTrace();
      release(rig);
      assertThat(steps(rig))
          .containsExactly(
              "locks vhost_vsock_mutex",
              "writes vhost_vsock_hash",
              "unlocks vhost_vsock_mutex",
              "begins a grace period of rcu",
              "locks dev.mutex",
              "locks vq[0].mutex",
              "writes vq[0].private_data",
              "unlocks vq[0].mutex",
              "locks vq[1].mutex",
              "writes vq[1].private_data",
              "unlocks vq[1].mutex",
              "unlocks dev.mutex",
              "reads dev.worker_xa",
              "locks worker.mutex",
              "reads worker.attachment_cnt",
              "unlocks worker.mutex",
              "reads dev.worker_xa",
              "reads vq[0].kick",
              "reads vq[1].kick",
              "reads dev.worker_xa",
              "locks worker.mutex",
              "reads worker.attachment_cnt",
              "unlocks worker.mutex",
              "reads dev.worker_xa",
              "takes all of send_pkt_queue",
              "writes vq[0].private_data",
              "writes vq[0].kick",
              "writes vq[0].worker",
              "writes vq[1].private_data",
              "writes vq[1].kick",
              "writes vq[1].worker",
              "frees dev.umem",
              "reads dev.worker_xa",
              "reads worker[0].work_list",
              "writes dev.worker_xa",
              "locks vtsk.exit_mutex",
              "reads vtsk.KILLED",
              "unlocks vtsk.exit_mutex",
              "waits for vtsk.exited",
              "frees the worker",
              "frees vhost_task",
              "frees vhost_worker[0]",
              "reads dev.worker_xa",
              "writes dev.mm",
              "frees vhost_dev");
      assertThat(world.kernel().complaints()).isEmpty();
    });
  }

  @Test
  void aLivingWorkerIsFlushedTwiceAndThenStopped() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final Task closer = release(rig);
      assertThat(closer.isExited()).isTrue();
      assertThat(steps(rig)).filteredOn("waits for flush completion"::equals).hasSize(2);
      assertThat(steps(rig))
          .containsSubsequence("writes vtsk.STOP", "wakes the worker", "waits for vtsk.exited");
      assertThat(rig.workerTask().isExited()).isTrue();
      assertThat(rig.worker().isFreed()).isTrue();
      assertThat(world.kernel().complaints()).isEmpty();
    });
  }

  @Test
  void whileTheKillHandlerIsAtWorkReleaseWaitsForWorkerMutex() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig =
          VsockRig.started(world, new Upstream(), Memory.rxBuffers(Backing.USERFAULTFD));
      rig.packet();
      rig.packet();
      rig.kill(Kill.KILL);
      final Task closer = release(rig);
      // The worker faults in its drain with vq 0's mutex, which release wants first.
      assertThat(closer.isBlockedOn(rig.device().rx().mutex())).isTrue();
      assertThat(closer.heldLocks())
          .extracting(held -> held.lock().name())
          .containsExactly("dev.mutex");
      rig.serve(rig.rxMemory().buffers());
      assertThat(closer.isExited()).isTrue();
    });
  }

  @Test
  void releaseAndKillNeverHangAndTouchNothingThatWasFreed() {
    TinyWorld.randomly(500, ReleaseTest::releaseAndKill);
    TinyWorld.freely(200, ReleaseTest::releaseAndKill);
  }

  private static void releaseAndKill(TinyWorld world) {
    final VsockRig rig = VsockRig.started(world, new Upstream());
    world.task("host", current -> rig.device().arrive(current));
    final Task closer = world.task("closer", rig.device()::release);
    rig.kill(Kill.KILL);
    assertThat(closer.isExited()).isTrue();
    assertThat(rig.workerTask().isExited()).isTrue();
    assertThat(world.kernel().complaints()).extracting(Complaint::what).isEmpty();
  }

  @Test
  void aHostThatFoundTheDeviceIsWaitedForAndOneThatComesLaterFindsNone() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final UserPage page = new UserPage(world.kernel(), "host's page", Backing.USERFAULTFD);
      final SpinLock spin = new SpinLock(world.kernel(), "host's lock");
      world.task("holder", current -> {
        spin.lock(current);
        page.copy(current);
        spin.unlock(current);
      });
      world.settle();
      final Task host = world.task("host", current -> {
        world.kernel().rcu().readLock(current);
        spin.lock(current);
        spin.unlock(current);
        world.kernel().rcu().readUnlock(current);
      });
      world.settle();
      final Task closer = release(rig);
      assertThat(closer.pendingOn().awaited(closer, closer.pendingOp())).containsExactly(host);
      world.task(
          "late",
          current -> assertThat(rig.device().vhostTransportSendPkt(current, Packet.fromHost()))
              .isFalse());
      world.settle();
      rig.serve(page);
      assertThat(closer.isExited()).isTrue();
      assertThat(world.kernel().complaints()).isEmpty();
    });
  }
}
