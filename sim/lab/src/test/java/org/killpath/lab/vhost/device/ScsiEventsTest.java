package org.killpath.lab.vhost.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.vhost.device.DeviceRig.Setting;
import org.killpath.lab.vhost.device.scsi.GuestRequest;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;

/** Hot plug, and what becomes of its event. */
class ScsiEventsTest {
  private static DeviceRig<ScsiDevice> rig(TinyWorld world) {
    return DeviceRig.scsi(world, new Upstream(), Setting.USUAL);
  }

  private static void buffer(DeviceRig<ScsiDevice> rig) {
    rig.other(
        "guest",
        current -> rig.device().vq(ScsiDevice.EVT).guestKick(current, GuestRequest.EVENT_BUFFER));
  }

  @Test
  void anEventIsSentWithThePortalGroupAndTheEventQueueLocked() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = rig(world);
      buffer(rig);
      world.forgetTrace();
      rig.other("configfs", rig.device()::hotPlug);
      assertThat(rig.stepsOf("configfs"))
          .startsWith(
              "locks tpg.tv_tpg_mutex",
              "reads tpg.vhost_scsi",
              "locks vq[1].mutex",
              "reads vq[1].private_data")
          .containsSubsequence("adds to vs_event_list", "tests and sets vs_event_work.queued")
          .endsWith("unlocks vq[1].mutex", "unlocks tpg.tv_tpg_mutex");
      assertThat(rig.stepsOf("worker"))
          .containsSubsequence(
              "locks vq[1].mutex",
              "takes all of vs_event_list",
              "takes all of ring",
              "copies to or from buffers",
              "writes vs_events_nr",
              "unlocks vq[1].mutex");
    });
  }

  @Test
  void anEventWithoutABufferIsMissedAndTheNextKickTellsTheGuest() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = rig(world);
      rig.other("configfs", rig.device()::hotPlug);
      assertThat(rig.stepsOf("worker"))
          .contains("writes vs_events_missed")
          .doesNotContain("copies to or from buffers");
      world.forgetTrace();
      buffer(rig);
      assertThat(rig.stepsOf("worker"))
          .containsSubsequence(
              "locks vq[1].mutex",
              "reads vs_events_missed",
              "adds to vs_event_list",
              "unlocks vq[1].mutex",
              "takes all of vs_event_list",
              "writes vs_events_missed",
              "copies to or from buffers");
    });
  }

  /** With faults-elsewhere: neither the event nor the guest's buffer is lost. */
  @Test
  void anEventWhoseBufferHasToBeFaultedInIsSentWhenThePageIsThere() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = DeviceRig.scsi(
          world,
          DesignSpace.all().named("faults-elsewhere").orElseThrow(),
          Setting.USUAL.buffers(ScsiDevice.EVT, Backing.USERFAULTFD));
      buffer(rig);
      world.forgetTrace();
      rig.other("configfs", rig.device()::hotPlug);
      assertThat(rig.worker().isBlockedOn(rig.buffers(ScsiDevice.EVT))).isFalse();
      assertThat(rig.stepsOf("worker"))
          .contains("adds to vs_event_list")
          .doesNotContain("writes vs_events_nr");
      world.forgetTrace();
      rig.serve(rig.buffers(ScsiDevice.EVT));
      assertThat(rig.stepsOf("worker"))
          .containsSubsequence(
              "takes all of vs_event_list", "copies to or from buffers", "writes vs_events_nr")
          .doesNotContain("writes vs_events_missed");
    });
  }

  @Test
  void whoeverHasTheDeviceOpenCanSayThatEventsWereMissedWithoutDevMutex() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = rig(world);
      rig.other(
          "stranger", current -> rig.device().setEventsMissed(current, true, Optional.empty()));
      assertThat(rig.stepsOf("stranger"))
          .containsExactly("locks vq[1].mutex", "writes vs_events_missed", "unlocks vq[1].mutex");
      world.forgetTrace();
      buffer(rig);
      assertThat(rig.stepsOf("worker"))
          .containsSubsequence("reads vs_events_missed", "adds to vs_event_list");
    });
  }

  @Test
  void withoutAnEndpointNothingIsSent() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = rig(world);
      rig.outside("clearer", rig.device()::clearEndpoint);
      world.forgetTrace();
      rig.other("configfs", rig.device()::hotPlug);
      assertThat(rig.stepsOf("configfs"))
          .containsExactly(
              "locks tpg.tv_tpg_mutex", "reads tpg.vhost_scsi", "unlocks tpg.tv_tpg_mutex");
    });
  }

  @Test
  void whoSendsAnEventToADeadWorkerWaitsForAMutexOfItsOwn() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = rig(world);
      rig.kill();
      final Task configfs = rig.other("configfs", rig.device()::hotPlug);
      final var mutex = rig.device().vq(ScsiDevice.EVT).vq().mutex();
      assertThat(configfs.isBlockedOn(mutex)).isTrue();
      assertThat(mutex.owner()).contains(configfs);
      // From now on nobody can clear the endpoint, nor close the device.
      final Task closer = rig.other("closer", rig.device()::release);
      assertThat(closer.isBlockedOn(mutex)).isTrue();
    });
  }
}
