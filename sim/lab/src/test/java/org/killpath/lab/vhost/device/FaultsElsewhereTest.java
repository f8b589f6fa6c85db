package org.killpath.lab.vhost.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.device.DeviceRig.Setting;
import org.killpath.lab.vhost.device.net.NetDevice;
import org.killpath.lab.vhost.device.scsi.GuestRequest;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;

/**
 * faults-elsewhere: a worker that would have slept in a fault leaves what it was about to do as it was,
 * and does it when the page is there. Nothing is lost.
 */
class FaultsElsewhereTest {
  private static final Design DESIGN =
      DesignSpace.all().named("faults-elsewhere").orElseThrow();
  private static final int REQUESTS = 2;

  private static void kick(DeviceRig<ScsiDevice> rig, int vq, GuestRequest request) {
    rig.other("guest", current -> rig.device().vq(vq).guestKick(current, request));
  }

  /** The page comes; whoever waited for it was not the worker. */
  private static void served(TinyWorld world, DeviceRig<?> rig, UserPage page) {
    assertThat(rig.worker().isBlockedOn(page)).isFalse();
    world.forgetTrace();
    rig.serve(page);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFrameIsSentAfterAllWhateverTheSndbufIs(boolean unlimitedSndbuf) {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig = DeviceRig.net(
          world,
          DESIGN,
          Setting.USUAL
              .net(new NetDevice.Settings(unlimitedSndbuf, false, false))
              .buffers(NetDevice.TX, Backing.USERFAULTFD));
      rig.other("guest", rig.device()::guestSends);
      assertThat(rig.stepsOf("worker")).contains("adds to tx ring");
      served(world, rig, rig.buffers(NetDevice.TX));
      assertThat(rig.stepsOf("worker"))
          .containsSubsequence(
              "takes all of tx ring", "copies to or from buffers", "takes all of tx ring");
    });
  }

  @Test
  void aRequestOfTheControlQueueIsReadAgain() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig =
          DeviceRig.scsi(world, DESIGN, Setting.USUAL.buffers(ScsiDevice.CTL, Backing.USERFAULTFD));
      kick(rig, ScsiDevice.CTL, GuestRequest.TASK_MANAGEMENT);
      assertThat(rig.stepsOf("tmf-flush")).isEmpty();
      served(world, rig, rig.buffers(ScsiDevice.CTL));
      assertThat(rig.stepsOf("tmf-flush")).contains("waits for flush completion");
    });
  }

  @Test
  void aTaskManagementFunctionHasItsReferenceUntilItsResponseIsWritten() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = DeviceRig.scsi(
          world, DESIGN, Setting.USUAL.responses(ScsiDevice.CTL, Backing.USERFAULTFD));
      kick(rig, ScsiDevice.CTL, GuestRequest.TASK_MANAGEMENT);
      assertThat(rig.stepsOf("worker")).doesNotContain("drops a reference on inflight[0]");
      served(world, rig, rig.responses(ScsiDevice.CTL));
      assertThat(rig.stepsOf("worker"))
          .containsSubsequence("copies to or from responses", "drops a reference on inflight[0]");
    });
  }

  @Test
  void aFinishedCommandHasItsReferenceUntilItsResponseIsWritten() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig =
          DeviceRig.scsi(world, DESIGN, Setting.USUAL.responses(REQUESTS, Backing.USERFAULTFD));
      kick(rig, REQUESTS, GuestRequest.COMMAND);
      assertThat(rig.stepsOf("worker")).doesNotContain("drops a reference on inflight[2]");
      served(world, rig, rig.responses(REQUESTS));
      assertThat(rig.stepsOf("worker"))
          .containsSubsequence(
              "takes all of vq[2].completion_list",
              "copies to or from responses",
              "drops a reference on inflight[2]");
    });
  }

  @Test
  void aFinishedCommandIsDroppedIfItsWorkerIsGoneWhenThePageComes() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig =
          DeviceRig.scsi(world, DESIGN, Setting.USUAL.responses(REQUESTS, Backing.FUSE));
      kick(rig, REQUESTS, GuestRequest.COMMAND);
      rig.kill();
      assertThat(rig.worker().isExited()).isTrue();
      served(world, rig, rig.responses(REQUESTS));
      assertThat(rig.stepsOf("fault-in"))
          .containsSubsequence(
              "reads vq[2].worker",
              "takes all of vq[2].completion_list",
              "drops a reference on inflight[2]");
    });
  }
}
