package org.killpath.lab.vhost.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.engine.kernel.state.TaskState;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.vhost.device.DeviceRig.Setting;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;
import org.killpath.lab.vhost.ioctl.VhostIoctl.DevCommand;

/** Endpoint, flush and release of vhost-scsi. */
class ScsiEndpointTest {
  private static DeviceRig<ScsiDevice> rig(TinyWorld world, Setting setting) {
    return DeviceRig.scsi(world, new Upstream(), setting);
  }

  private static List<String> locks(DeviceRig<ScsiDevice> rig, String role) {
    return rig.stepsOf(role).stream()
        .filter(step -> step.startsWith("locks") || step.startsWith("unlocks"))
        .toList();
  }

  @Test
  void clearingStopsEveryQueueThenFlushesThenLeavesThePortalGroupThenFlushesAgain() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = rig(world, Setting.USUAL);
      rig.outside("clearer", rig.device()::clearEndpoint);
      assertThat(rig.stepsOf("clearer"))
          .startsWith("locks dev.mutex", "reads vs_tpg", "locks vq[0].mutex")
          .containsSubsequence(
              "writes vq[5].private_data",
              "reads vq[0].inflight_idx",
              "writes vq[0].inflight_idx",
              "writes vq[5].inflight_idx",
              "drops a reference on inflight[0]",
              "drops a reference on inflight[5]",
              "waits for flush completion",
              "waits for the last reference on inflight[0]",
              "waits for the last reference on inflight[5]",
              "locks tpg.tv_tpg_mutex",
              "writes tpg.vhost_scsi",
              "unlocks tpg.tv_tpg_mutex",
              "writes vq[0].inflight_idx",
              "waits for flush completion",
              "waits for the last reference on inflight[5]",
              "writes vs_tpg",
              "reads vs_events_nr",
              "unlocks dev.mutex");
    });
  }

  @Test
  void settingTakesTheMutexesInTheOrderDevThenListThenPortalGroupThenQueue() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = rig(world, Setting.USUAL);
      rig.outside("clearer", rig.device()::clearEndpoint);
      rig.outside("setter", rig.device()::setEndpoint);
      assertThat(locks(rig, "setter"))
          .startsWith(
              "locks dev.mutex",
              "locks vhost_scsi_mutex",
              "locks tpg.tv_tpg_mutex",
              "unlocks tpg.tv_tpg_mutex",
              "unlocks vhost_scsi_mutex",
              "locks vq[0].mutex",
              "unlocks vq[0].mutex",
              "locks vq[1].mutex")
          .endsWith("unlocks dev.mutex");
    });
  }

  @Test
  void aFlushWaitsForTheCommandsOfItsTimeWhateverComesLater() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = rig(world, Setting.USUAL.beyond(Backing.FROZEN_STORAGE));
      rig.other("guest", rig.device()::arrive);
      final Task clearer = rig.outside("clearer", rig.device()::clearEndpoint);
      assertThat(clearer.state()).isEqualTo(TaskState.D);
      assertThat(clearer.pendingOn().name()).isEqualTo("inflight[2]");
      assertThat(clearer.heldLocks())
          .extracting(held -> held.lock().name())
          .containsExactly("dev.mutex");
      rig.kill();
      assertThat(clearer.isExited()).isFalse();
      assertThat(rig.group().isEmpty()).isTrue();
      rig.serve(rig.beyond());
      assertThat(clearer.isExited()).isTrue();
    });
  }

  @Test
  void anIoctlFlushesIn73AndDoesNotIn612() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> older = rig(world, Setting.USUAL);
      older.outside("older", current -> older.device().ioctl(current, DevCommand.SET_OWNER));
      assertThat(older.stepsOf("older")).doesNotContain("waits for flush completion");

      final DeviceRig<ScsiDevice> newer = rig(world, Setting.USUAL.scsiFlushing());
      newer.outside("newer", current -> newer.device().ioctl(current, DevCommand.SET_OWNER));
      assertThat(newer.stepsOf("newer"))
          .containsSubsequence(
              "locks dev.mutex",
              "writes vq[0].inflight_idx",
              "waits for flush completion",
              "waits for the last reference on inflight[5]",
              "unlocks dev.mutex");
    });
  }

  @Test
  void releaseClearsTheEndpointUnderDevMutexAndCleansUpWithoutIt() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = rig(world, Setting.USUAL);
      rig.other("closer", rig.device()::release);
      final List<String> steps = rig.stepsOf("closer");
      assertThat(steps)
          .containsOnlyOnce("locks dev.mutex")
          .containsSubsequence(
              "locks dev.mutex",
              "writes vs_tpg",
              "unlocks dev.mutex",
              "spin-locks eventfd[0].lock",
              "spin-locks eventfd[5].lock",
              "waits for flush completion",
              "writes vq[0].worker",
              "writes vq[5].worker",
              "waits for vtsk.exited",
              "frees vhost_worker[0]",
              "frees vhost_dev");
      assertThat(world.kernel().complaints()).isEmpty();
    });
  }

  @Test
  void aKickAfterReleaseReachesNobody() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = rig(world, Setting.USUAL);
      rig.other("closer", rig.device()::release);
      rig.other("guest", rig.device()::arrive);
      assertThat(rig.stepsOf("guest"))
          .containsExactly(
              "adds to ring",
              "writes eventfd[2].count",
              "spin-locks eventfd[2].lock",
              "unlocks eventfd[2].lock");
      assertThat(world.kernel().complaints()).isEmpty();
    });
  }
}
