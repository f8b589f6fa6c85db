package org.killpath.lab.vhost.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.design.edit.DesignSpace;
import org.killpath.lab.vhost.VhostWorker;
import org.killpath.lab.vhost.device.DeviceRig.Setting;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;
import org.killpath.lab.vhost.uapi.Errno;

/** Several workers of one device. */
class ScsiWorkersTest {
  @Test
  void aWorkerJoinsTheGroupOfWhoeverMakesIt() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = DeviceRig.scsi(world, new Upstream(), Setting.USUAL);
      final Task maker = rig.outside("maker", current -> {
        rig.device().newWorker(current);
        current.pause();
      });
      final VhostWorker second = rig.device().everyWorker().get(1);
      assertThat(second.thread().task().group()).isSameAs(maker.group());
      assertThat(second.thread().task().role()).isEqualTo("worker B");
      rig.kill();
      assertThat(rig.worker().isExited()).isTrue();
      assertThat(second.thread().task().isExited()).isFalse();
    });
  }

  @Test
  void anIdIsGivenAgainOnceItsWorkerIsFreed() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = DeviceRig.scsi(world, new Upstream(), Setting.USUAL);
      final AtomicLong second = new AtomicLong();
      final AtomicLong freed = new AtomicLong();
      final AtomicLong third = new AtomicLong();
      rig.outside("maker", current -> {
        second.set(rig.device().newWorker(current));
        freed.set(rig.device().freeWorker(current, (int) second.get()));
        third.set(rig.device().newWorker(current));
        current.pause();
      });
      assertThat(second).hasValue(1);
      assertThat(freed).hasValue(0);
      assertThat(third).hasValue(1);
    });
  }

  @Test
  void aDeviceWithAKernelThreadTakesNoFurtherWorkers() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig =
          DeviceRig.scsi(world, DesignSpace.all().named("kthread").orElseThrow(), Setting.USUAL);
      final AtomicLong result = new AtomicLong();
      rig.outside("maker", current -> result.set(rig.device().newWorker(current)));
      assertThat(result).hasValue(Errno.EFAULT);
    });
  }

  @Test
  void anotherProcessMayNotAskForWorkers() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = DeviceRig.scsi(world, new Upstream(), Setting.USUAL);
      final AtomicLong result = new AtomicLong();
      rig.other("stranger", current -> result.set(rig.device().newWorker(current)));
      assertThat(result).hasValue(Errno.EPERM);
      rig.other("stranger", current -> result.set(rig.device().attachVringWorker(current, 2, 0)));
      assertThat(result).hasValue(Errno.EPERM);
    });
  }

  @Test
  void attachingToAWorkerThatDoesNotExistIsRefusedAndToAKilledOneSaysNothing() {
    TinyWorld.inOrder(world -> {
      final DeviceRig<ScsiDevice> rig = DeviceRig.scsi(world, new Upstream(), Setting.USUAL);
      final AtomicLong result = new AtomicLong();
      rig.outside("attacher", current -> result.set(rig.device().attachVringWorker(current, 2, 9)));
      assertThat(result).hasValue(Errno.ENODEV);
      rig.kill();
      rig.outside("attacher", current -> result.set(rig.device().attachVringWorker(current, 2, 0)));
      assertThat(result).hasValue(0);
      assertThat(rig.device().vq(2).vq().worker().peek()).isEmpty();
    });
  }
}
