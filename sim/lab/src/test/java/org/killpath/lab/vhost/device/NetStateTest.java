package org.killpath.lab.vhost.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.killpath.lab.vhost.device.net.NetDevice.Backend.ANOTHER_TAP;
import static org.killpath.lab.vhost.device.net.NetDevice.Backend.TAP;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Op;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.vhost.device.DeviceRig.Setting;
import org.killpath.lab.vhost.device.net.NetDevice;
import org.killpath.lab.vhost.ioctl.VhostIoctl.DevCommand;
import org.killpath.lab.vhost.uapi.VringRequest;
import org.killpath.lab.vhost.uapi.VringRequest.Command;

/** Flush, backend, owner and release of vhost-net. */
class NetStateTest {
  private static final Setting ZERO_COPY =
      Setting.USUAL.net(new NetDevice.Settings(true, true, false));

  private static DeviceRig<NetDevice> rig(TinyWorld world, Setting setting) {
    return DeviceRig.net(world, new Upstream(), setting);
  }

  @Test
  void onlyTheFirstSetOwnerFlushes() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig = rig(world, Setting.USUAL);
      rig.outside("second", rig.device()::setOwner);
      assertThat(rig.stepsOf("second"))
          .containsExactly("locks dev.mutex", "reads dev.mm", "unlocks dev.mutex");
    });
  }

  @Test
  void anIoctlThatIsRefusedFlushesAllTheSame() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig = rig(world, Setting.USUAL);
      rig.outside("owner2", current -> rig.device().ioctl(current, DevCommand.REFUSED));
      assertThat(rig.stepsOf("owner2"))
          .contains("waits for flush completion")
          .doesNotContain("locks vq[0].mutex");
    });
  }

  @Test
  void whoDoesNotOwnTheDeviceFlushesItByAVringIoctlAndDoesNotResetItsOwner() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig = rig(world, Setting.USUAL);
      final VringRequest request =
          new VringRequest(Command.SET_CALL, NetDevice.RX, rig.beyond(), rig.beyond());
      rig.other("stranger", current -> rig.device().ioctl(current, request));
      assertThat(rig.stepsOf("stranger"))
          .startsWith("locks dev.mutex", "reads dev.mm")
          .contains("waits for flush completion")
          .doesNotContain("copies to or from beyond")
          .endsWith("unlocks dev.mutex");
      rig.other("resetter", rig.device()::resetOwner);
      assertThat(rig.stepsOf("resetter"))
          .containsExactly("locks dev.mutex", "reads dev.mm", "unlocks dev.mutex");
    });
  }

  @Test
  void aFlushTurnsZeroCopyOffAndWaitsForTheFramesThatAreUnderWay() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig = rig(world, ZERO_COPY.beyond(Backing.FROZEN_STORAGE));
      rig.other("guest", rig.device()::guestSends);
      final Task flusher =
          rig.outside("flusher", current -> rig.device().ioctl(current, DevCommand.REFUSED));
      assertThat(flusher.pendingOp()).isEqualTo(Op.WAIT_FOR_ZERO);
      assertThat(flusher.state()).isEqualTo(TaskState.D);
      assertThat(rig.stepsOf("flusher"))
          .endsWith(
              "locks vq[1].mutex",
              "writes net.tx_flush",
              "unlocks vq[1].mutex",
              "drops a reference on ubufs");
      // A frame that is sent meanwhile is copied.
      rig.other("guest", rig.device()::guestSends);
      assertThat(rig.stepsOf("lower-device")).hasSize(1);
      world.forgetTrace();
      rig.serve(rig.beyond());
      assertThat(flusher.isExited()).isTrue();
      assertThat(rig.stepsOf("lower-device"))
          .containsSubsequence(
              "enters a reader of rcu",
              "drops a reference on ubufs",
              "tests and sets handle_tx_kick.queued",
              "leaves a reader of rcu");
      assertThat(rig.stepsOf("flusher"))
          .startsWith(
              "waits for the last reference on ubufs",
              "locks vq[1].mutex",
              "writes net.tx_flush",
              "writes ubufs",
              "unlocks vq[1].mutex");
    });
  }

  @Test
  void detachingTheTapWaitsForTheOldReferencesWithoutVqMutexAndThenFlushes() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig = rig(world, ZERO_COPY);
      rig.outside(
          "owner2",
          current -> rig.device().setBackend(current, NetDevice.TX, NetDevice.Backend.NONE));
      assertThat(rig.stepsOf("owner2"))
          .containsSubsequence(
              "locks dev.mutex",
              "locks vq[1].mutex",
              "writes vq[1].private_data",
              "writes nvq.ubufs",
              "unlocks vq[1].mutex",
              "drops a reference on ubufs",
              "waits for the last reference on ubufs",
              "waits for flush completion",
              "unlocks dev.mutex");
    });
  }

  @Test
  void anotherTapTakesThePlaceOfOneUnderVqMutexAndThenFlushes() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig = rig(world, Setting.USUAL);
      rig.outside("owner2", current -> rig.device().setBackend(current, NetDevice.RX, ANOTHER_TAP));
      assertThat(rig.stepsOf("owner2"))
          .containsSubsequence(
              "locks dev.mutex",
              "locks vq[0].mutex",
              "spin-locks tap.wait_in",
              "writes vq[0].private_data",
              "copies to or from ring",
              "spin-locks another_tap.wait_in",
              "unlocks vq[0].mutex",
              "waits for flush completion",
              "unlocks dev.mutex");
    });
  }

  @Test
  void framesToATapThatWasReplacedQueueNothing() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig = rig(world, Setting.USUAL);
      rig.outside("owner2", current -> rig.device().setBackend(current, NetDevice.RX, ANOTHER_TAP));
      rig.other("host", rig.device()::arrive);
      assertThat(rig.stepsOf("host")).doesNotContain("adds to worker[0].work_list");
      rig.outside("owner3", current -> rig.device().setBackend(current, NetDevice.RX, TAP));
      assertThat(rig.stepsOf("owner3")).contains("adds to worker[0].work_list");
    });
  }

  @Test
  void resettingTheOwnerDestroysTheWorkerUnderDevMutexAndTheDeviceCanBeOwnedAgain() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig = rig(world, Setting.USUAL);
      rig.outside("owner2", rig.device()::resetOwner);
      assertThat(rig.stepsOf("owner2"))
          .startsWith("locks dev.mutex", "reads dev.mm", "locks vq[1].mutex")
          .containsSubsequence(
              "writes vq[1].private_data",
              "locks vq[0].mutex",
              "writes vq[0].private_data",
              "waits for flush completion",
              "spin-locks eventfd[0].lock",
              "spin-locks eventfd[1].lock",
              "waits for flush completion",
              "writes vq[0].worker",
              "locks vtsk.exit_mutex",
              "waits for vtsk.exited",
              "frees vhost_worker[0]",
              "writes dev.mm")
          .endsWith("unlocks dev.mutex")
          .doesNotContain("begins a grace period of rcu");
      rig.outside("owner3", current -> {
        rig.device().setOwner(current);
        rig.device().start(current);
        current.pause();
      });
      assertThat(rig.device().everyWorker()).hasSize(2);
      rig.other("host", rig.device()::arrive);
      assertThat(world.kernel().complaints()).isEmpty();
    });
  }

  @Test
  void releaseWaitsForCallbacksOnlyAfterItHasDestroyedTheWorker() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<NetDevice> rig = rig(world, Setting.USUAL);
      rig.other("closer", rig.device()::release);
      final List<String> steps = rig.stepsOf("closer");
      assertThat(steps)
          .containsSubsequence(
              "locks vq[1].mutex",
              "locks vq[0].mutex",
              "waits for flush completion",
              "waits for flush completion",
              "waits for vtsk.exited",
              "frees vhost_worker[0]",
              "begins a grace period of rcu",
              "reads dev.worker_xa",
              "frees vhost_dev")
          .doesNotContain("locks dev.mutex");
      assertThat(world.kernel().complaints()).isEmpty();
    });
  }
}
