package org.killpath.lab.vhost.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.vhost.device.DeviceRig.Setting;
import org.killpath.lab.vhost.device.net.NetDevice;
import org.killpath.lab.vhost.uapi.VringRequest;

/** {@code vhost_net_busy_poll()}. */
class NetBusyPollTest {
  private static DeviceRig<NetDevice> rig(TinyWorld world) {
    return DeviceRig.net(
        world, new Upstream(), Setting.USUAL.net(new NetDevice.Settings(true, false, true)));
  }

  private static List<String> aboutMutexes(DeviceRig<NetDevice> rig) {
    return rig.stepsOf("worker").stream()
        .filter(step -> step.endsWith(".mutex"))
        .toList();
  }

  @Test
  void theOtherQueueIsOnlyTriedAndGivenBackFirst() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig = rig(world);
      rig.other("guest", rig.device()::guestSends);
      assertThat(aboutMutexes(rig))
          .containsExactly(
              "locks vq[1].mutex",
              "tries to lock vq[0].mutex",
              "unlocks vq[0].mutex",
              "unlocks vq[1].mutex");
    });
  }

  @Test
  void aQueueWithATimeoutOfItsOwnPollsAndTheOtherDoesNot() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig = DeviceRig.net(world, new Upstream(), Setting.USUAL);
      final UserPage there = new UserPage(world.kernel(), "argument", Backing.PRESENT);
      final VringRequest request =
          new VringRequest(VringRequest.Command.SET_BUSYLOOP_TIMEOUT, NetDevice.TX, there, there);
      rig.outside("caller", current -> rig.device().ioctl(current, request));
      rig.other("guest", rig.device()::guestRefills);
      assertThat(aboutMutexes(rig)).containsExactly("locks vq[0].mutex", "unlocks vq[0].mutex");
      world.forgetTrace();
      rig.other("guest", rig.device()::guestSends);
      assertThat(aboutMutexes(rig)).contains("tries to lock vq[0].mutex");
    });
  }

  @Test
  void whereTheOtherQueueIsHeldItGoesOnWithout() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig = rig(world);
      final UserPage page = new UserPage(world.kernel(), "page", Backing.FROZEN_STORAGE);
      rig.other("holder", current -> {
        rig.device().dev().vqs().get(NetDevice.RX).mutex().lock(current);
        page.copy(current);
        rig.device().dev().vqs().get(NetDevice.RX).mutex().unlock(current);
      });
      rig.other("guest", rig.device()::guestSends);
      assertThat(aboutMutexes(rig))
          .containsExactly("locks vq[1].mutex", "tries to lock vq[0].mutex", "unlocks vq[1].mutex");
    });
  }

  @Test
  void itEndsAfterABoundedNumberOfLooksWhenNothingHappens() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig = rig(world);
      rig.other("guest", rig.device()::guestSends);
      assertThat(rig.worker().isBlocked()).isTrue();
      assertThat(rig.worker().heldLocks()).isEmpty();
      assertThat(rig.stepsOf("worker"))
          .filteredOn(step -> step.startsWith("checks signals"))
          .hasSizeLessThan(8);
    });
  }

  @Test
  void noFrameIsForgottenInAnyInterleaving() {
    TinyWorld.randomly(300, world -> {
      final DeviceRig<NetDevice> rig = rig(world);
      world.task("host", rig.device()::arrive);
      world.task("guest", rig.device()::guestSends);
      world.settle();
      assertThat(rig.stepsOf("worker"))
          .filteredOn("copies to or from buffers"::equals)
          .hasSize(2);
    });
  }
}
