package org.killpath.lab.vhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TinyWorld;
import org.killpath.lab.design.Upstream;
import org.killpath.lab.vhost.Iotlb.Range;
import org.killpath.lab.vhost.ioctl.IotlbMessage;
import org.killpath.lab.vhost.uapi.Errno;

/** What a device finds out of its rings when it is started. */
class InitAccessTest {
  @Test
  void aDeviceWhoseIotlbDoesNotSayWhereItsRingsLieDoesNotStart() {
    TinyWorld.inOrder(world -> {
      final VsockRig rig = VsockRig.started(world, new Upstream());
      final ToLongFunction<Task> start = current -> rig.device().setRunning(current, true);
      Call.of(rig, current -> rig.device().setRunning(current, false));
      Call.of(rig, current -> rig.device().setFeatures(current, true));
      assertThat(Call.of(rig, start).result()).hasValue(Errno.EFAULT);
      Call.of(rig, current -> rig.device().iotlb(current, IotlbMessage.update(Range.GUEST, 0)));
      assertThat(Call.of(rig, start).result()).hasValue(0L);
    });
  }
}
