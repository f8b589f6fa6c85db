package org.killpath.lab.scenario.net;

import org.killpath.engine.kernel.Task;
import org.killpath.lab.scenario.Rig;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.vhost.VhostIoctl.DevCommand;
import org.killpath.lab.vhost.device.net.NetDevice;

/** What orderings on vhost-net have in common, beside the {@link Rig} of all devices. */
public final class NetRig {
  private NetRig() {}

  /**
   * An ioctl that flushes with dev.mutex held and takes no vq.mutex. On vhost-net that is not
   * set-owner, which flushes only the first time, but any device ioctl with an argument that is
   * refused.
   */
  public static void flush(Scene<NetDevice> scene, Task current) {
    scene.ioctl(current, task -> scene.device().ioctl(task, DevCommand.REFUSED));
  }
}
