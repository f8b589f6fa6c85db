package org.killpath.lab.vhost.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.vhost.device.DeviceRig.Setting;
import org.killpath.lab.vhost.device.net.NetDevice;

/** {@code handle_rx()}: the tap's poll entry is off while it runs. */
class NetRxTest {
  private static DeviceRig<NetDevice> rig(TinyWorld world, Setting setting) {
    return DeviceRig.net(world, new Upstream(), setting);
  }

  @Test
  void aFrameQueuesTheWorkWhichTakesThePollEntryOffAndPutsItBackAtTheEnd() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig = rig(world, Setting.USUAL);
      rig.other("host", rig.device()::arrive);
      assertThat(rig.stepsOf("host"))
          .containsSubsequence(
              "adds to tap.tx_ring",
              "spin-locks tap.wait_in",
              "reads vq[0].worker",
              "tests and sets handle_rx_net.queued",
              "unlocks tap.wait_in");
      assertThat(rig.stepsOf("worker"))
          .containsSubsequence(
              "locks vq[0].mutex",
              "reads vq[0].private_data",
              "writes handle_rx_net[0].wqh",
              "takes all of tap.tx_ring",
              "copies to or from buffers",
              "reads tap.tx_ring",
              "writes handle_rx_net[0].wqh",
              "copies to or from ring",
              "unlocks vq[0].mutex");
    });
  }

  @Test
  void framesThatArriveMeanwhilePileUpAndQueueNothing() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig =
          rig(world, Setting.USUAL.buffers(NetDevice.RX, Backing.USERFAULTFD));
      rig.other("host", rig.device()::arrive);
      assertThat(rig.worker().isBlockedOn(rig.buffers(NetDevice.RX))).isTrue();
      rig.other("later", rig.device()::arrive);
      assertThat(rig.stepsOf("later"))
          .containsExactly("adds to tap.tx_ring", "spin-locks tap.wait_in", "unlocks tap.wait_in");
      world.forgetTrace();
      rig.serve(rig.buffers(NetDevice.RX));
      assertThat(rig.stepsOf("worker")).containsOnlyOnce("takes all of tap.tx_ring");
    });
  }

  @Test
  void aCopyThatFailsDropsItsFrameAndTheNextOneIsTried() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig =
          rig(world, Setting.USUAL.buffers(NetDevice.RX, Backing.USERFAULTFD));
      rig.other("host", rig.device()::arrive);
      rig.other("host", rig.device()::arrive);
      world.forgetTrace();
      rig.kill();
      assertThat(rig.stepsOf("worker"))
          .containsSubsequence(
              "takes all of tap.tx_ring",
              "copies to or from buffers",
              "reads tap.tx_ring",
              "writes handle_rx_net[0].wqh",
              "unlocks vq[0].mutex");
      assertThat(rig.group().isEmpty()).isTrue();
    });
  }

  @Test
  void aFrameThatArrivedJustBeforeTheEntryIsBackQueuesTheWorkAgain() {
    TinyWorld.randomly(300, world -> {
      final DeviceRig<NetDevice> rig = rig(world, Setting.USUAL);
      world.task("host", rig.device()::arrive);
      world.task("host", rig.device()::arrive);
      world.settle();
      assertThat(rig.stepsOf("worker"))
          .filteredOn("takes all of tap.tx_ring"::equals)
          .hasSize(2);
    });
  }
}
