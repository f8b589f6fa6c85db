package org.killpath.lab.vhost.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Parts;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.device.DeviceRig.Setting;
import org.killpath.lab.vhost.device.scsi.GuestRequest;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;

/** {@code vhost_scsi_tmf_flush_work()} and {@code vhost_scsi_tmf_resp_work()}. */
class ScsiControlTest {
  private static void abort(DeviceRig<ScsiDevice> rig) {
    rig.other(
        "guest",
        current ->
            rig.device().vq(ScsiDevice.CTL).guestKick(current, GuestRequest.TASK_MANAGEMENT));
  }

  @Test
  void theFlushRunsWithoutDevMutexAndTheResponseAfterIt() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = DeviceRig.scsi(world, new Upstream(), Setting.USUAL);
      abort(rig);
      assertThat(rig.stepsOf("tmf-flush"))
          .startsWith("reads dev.worker_xa", "locks worker.mutex")
          .containsSubsequence(
              "unlocks worker.mutex",
              "waits for flush completion",
              "locks worker.mutex",
              "unlocks worker.mutex",
              "reads vq[0].worker",
              "tests and sets tmf.queued")
          .doesNotContain("locks dev.mutex");
      assertThat(rig.stepsOf("worker"))
          .containsSubsequence(
              "takes a reference on inflight[0]",
              "unlocks vq[0].mutex",
              "completes flush completion",
              "clears tmf.queued",
              "locks vq[0].mutex",
              "copies to or from buffers",
              "unlocks vq[0].mutex",
              "drops a reference on inflight[0]");
    });
  }

  @Test
  void aRefusedResponseReleasesItsReference() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = aTmfRefused(world, new Upstream());
      assertThat(rig.stepsOf("tmf-flush"))
          .endsWith(
              "reads vq[0].worker", "leaves a reader of rcu", "drops a reference on inflight[0]");
      final Task closer = rig.other("closer", rig.device()::release);
      assertThat(closer.isExited()).isTrue();
    });
  }

  @Test
  void whereARefusedResponseIsForgottenTheEndpointCanNeverBeCleared() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = aTmfRefused(world, new Forgetful());
      final Task closer = rig.other("closer", rig.device()::release);
      assertThat(closer.pendingOp()).isEqualTo(Op.WAIT_FOR_ZERO);
      assertThat(closer.isBlocked()).isTrue();
    });
  }

  /** The worker is killed when it has taken the request and before the flush begins. */
  private static DeviceRig<ScsiDevice> aTmfRefused(TinyWorld world, Design design) {
    final DeviceRig<ScsiDevice> rig = DeviceRig.scsi(world, design, Setting.USUAL);
    world.task(
        "guest",
        current ->
            rig.device().vq(ScsiDevice.CTL).guestKick(current, GuestRequest.TASK_MANAGEMENT));
    rig.kill();
    assertThat(rig.group().isEmpty()).isTrue();
    return rig;
  }

  /** As before 0352c961cb35: nothing is released when the response work is refused. */
  private static final class Forgetful implements Design {
    @Override
    public String id() {
      return "forgetful";
    }

    @Override
    public String proposedBy() {
      return "Linux before 6.10";
    }

    @Override
    public String changes() {
      return "A refused response releases nothing.";
    }

    @Override
    public Parts parts(VhostDev dev) {
      return Parts.upstream().withRefusedTmf((current, release) -> {});
    }
  }
}
