package org.killpath.lab.vhost.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.vhost.device.DeviceRig.Setting;
import org.killpath.lab.vhost.device.net.NetDevice;

/** {@code handle_tx()}, and what a copy that fails does with either kind of tap. */
class NetTxTest {
  private static final NetDevice.Settings LIMITED = new NetDevice.Settings(false, false, false);

  /** The worker faults in the frame; then it is killed. */
  private static DeviceRig<NetDevice> killedInTheFault(
      TinyWorld world, NetDevice.Settings settings) {
    final DeviceRig<NetDevice> rig = DeviceRig.net(
        world,
        new Upstream(),
        Setting.USUAL.net(settings).buffers(NetDevice.TX, Backing.USERFAULTFD));
    rig.other("guest", rig.device()::guestSends);
    assertThat(rig.worker().isBlockedOn(rig.buffers(NetDevice.TX))).isTrue();
    world.forgetTrace();
    rig.kill();
    return rig;
  }

  @Test
  void aFrameIsReadAndSentWithVqMutexHeld() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig = DeviceRig.net(world, new Upstream(), Setting.USUAL);
      rig.other("guest", rig.device()::guestSends);
      assertThat(rig.stepsOf("guest"))
          .containsSubsequence(
              "adds to tx ring",
              "spin-locks eventfd[1].lock",
              "tests and sets handle_tx_kick.queued",
              "unlocks eventfd[1].lock");
      assertThat(rig.stepsOf("worker"))
          .containsSubsequence(
              "locks vq[1].mutex",
              "reads vq[1].private_data",
              "copies to or from ring",
              "takes all of tx ring",
              "copies to or from buffers",
              "copies to or from ring",
              "takes all of tx ring",
              "unlocks vq[1].mutex");
    });
  }

  @Test
  void withUnlimitedSndbufACopyThatFailsQueuesTheWorkAgainAtOnceAndTheDrainFaultsOnIt() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig = killedInTheFault(world, NetDevice.Settings.USUAL);
      assertThat(rig.stepsOf("worker"))
          .containsSubsequence(
              "adds to tx ring",
              "spin-locks tap.wait_out",
              "unlocks tap.wait_out",
              "tests and sets handle_tx_net.queued",
              "unlocks vq[1].mutex",
              "writes vq[1].worker",
              "clears handle_tx_net.queued",
              "locks vq[1].mutex",
              "takes all of tx ring");
      assertThat(rig.worker().isBlockedOn(rig.buffers(NetDevice.TX))).isTrue();
      rig.serve(rig.buffers(NetDevice.TX));
      assertThat(rig.group().isEmpty()).isTrue();
    });
  }

  @Test
  void withTheDefaultSndbufASendThatFailsCountsAsDone() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig = killedInTheFault(world, LIMITED);
      assertThat(rig.stepsOf("worker"))
          .doesNotContain("adds to tx ring", "tests and sets handle_tx_net.queued");
      assertThat(rig.group().isEmpty()).isTrue();
    });
  }

  @Test
  void attachingTheTapQueuesTheTxWorkAtOnceSinceItIsWritable() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig = DeviceRig.net(world, new Upstream(), Setting.USUAL);
      rig.outside(
          "owner2",
          current -> rig.device().setBackend(current, NetDevice.TX, NetDevice.Backend.NONE));
      world.forgetTrace();
      rig.outside(
          "owner2",
          current -> rig.device().setBackend(current, NetDevice.TX, NetDevice.Backend.TAP));
      assertThat(rig.stepsOf("owner2")).contains("tests and sets handle_tx_net.queued");
    });
  }
}
