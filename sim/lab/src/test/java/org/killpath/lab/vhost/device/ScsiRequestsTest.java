package org.killpath.lab.vhost.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.vhost.device.DeviceRig.Setting;
import org.killpath.lab.vhost.device.scsi.GuestRequest;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;

/** {@code vhost_scsi_handle_vq()} and {@code vhost_scsi_complete_cmd_work()}. */
class ScsiRequestsTest {
  private static void command(DeviceRig<ScsiDevice> rig, int vq) {
    rig.other("guest", current -> rig.device().vq(vq).guestKick(current, GuestRequest.COMMAND));
  }

  @Test
  void aRequestIsReadAndHandedToTheTargetWithVqMutexHeld() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig =
          DeviceRig.scsi(world, new Upstream(), Setting.USUAL.beyond(Backing.FROZEN_STORAGE));
      command(rig, 3);
      assertThat(rig.stepsOf("worker"))
          .containsSubsequence(
              "locks vq[3].mutex",
              "reads vq[3].private_data",
              "copies to or from ring",
              "takes all of ring",
              "copies to or from buffers",
              "reads vq[3].inflight_idx",
              "takes a reference on inflight[3]",
              "unlocks vq[3].mutex");
      assertThat(rig.stepsOf("target")).containsExactly("copies to or from beyond");
    });
  }

  @Test
  void whatIsFinishedIsTakenOffTheListBeforeTheMutexAndReleasedUnderIt() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = DeviceRig.scsi(world, new Upstream(), Setting.USUAL);
      command(rig, 2);
      assertThat(rig.stepsOf("target"))
          .containsSubsequence(
              "adds to vq[2].completion_list",
              "enters a reader of rcu",
              "reads vq[2].worker",
              "tests and sets completion_work.queued",
              "leaves a reader of rcu");
      assertThat(rig.stepsOf("worker"))
          .containsSubsequence(
              "takes all of vq[2].completion_list",
              "locks vq[2].mutex",
              "copies to or from buffers",
              "copies to or from ring",
              "drops a reference on inflight[2]",
              "unlocks vq[2].mutex");
    });
  }

  @Test
  void aRequestThatCannotBeReadIsAnsweredAndTheNextOneIsTaken() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig =
          DeviceRig.scsi(world, new Upstream(), Setting.USUAL.buffers(2, Backing.USERFAULTFD));
      command(rig, 2);
      command(rig, 2);
      assertThat(rig.worker().isBlockedOn(rig.buffers(2))).isTrue();
      world.forgetTrace();
      rig.kill();
      // One fault each, for the request and for the answer; then the ring is empty.
      assertThat(rig.stepsOf("worker"))
          .containsSubsequence(
              "copies to or from buffers",
              "takes all of ring",
              "copies to or from buffers",
              "copies to or from buffers",
              "takes all of ring",
              "unlocks vq[2].mutex");
      assertThat(rig.group().isEmpty()).isTrue();
      assertThat(rig.stepsOf("target")).isEmpty();
    });
  }

  @Test
  void aCommandThatIsFinishedAfterTheKillIsDroppedByTheTarget() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig =
          DeviceRig.scsi(world, new Upstream(), Setting.USUAL.beyond(Backing.FROZEN_STORAGE));
      command(rig, 2);
      rig.kill();
      world.forgetTrace();
      rig.serve(rig.beyond());
      assertThat(rig.stepsOf("target"))
          .containsExactly(
              "faults on beyond",
              "adds to vq[2].completion_list",
              "enters a reader of rcu",
              "reads vq[2].worker",
              "leaves a reader of rcu",
              "takes all of vq[2].completion_list",
              "drops a reference on inflight[2]");
    });
  }

  @Test
  void withoutAnEndpointNothingIsRead() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = DeviceRig.scsi(world, new Upstream(), Setting.USUAL);
      rig.outside("clearer", rig.device()::clearEndpoint);
      world.forgetTrace();
      command(rig, 2);
      assertThat(rig.stepsOf("worker"))
          .containsSubsequence(
              "locks vq[2].mutex", "reads vq[2].private_data", "unlocks vq[2].mutex")
          .doesNotContain("takes all of ring");
    });
  }
}
