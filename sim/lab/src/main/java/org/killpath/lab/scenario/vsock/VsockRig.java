package org.killpath.lab.scenario.vsock;

import java.util.function.Consumer;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.scenario.Rig;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.scenario.Scene.Membership;
import org.killpath.lab.vhost.VhostIoctl.DevCommand;
import org.killpath.lab.vhost.device.vsock.Packet;
import org.killpath.lab.vhost.device.vsock.VsockDevice;

/** What orderings on vhost-vsock have in common, beside the {@link Rig} of all devices. */
public final class VsockRig {
  private VsockRig() {}

  /** The guest's rx buffers lie on a page that nobody serves while the ordering lasts. */
  public static UserPage unservedBuffers(Scene<VsockDevice> scene, Backing backing) {
    return Rig.unservedBuffers(scene, VsockDevice.RX, backing);
  }

  /**
   * Sends packets, each further one when the worker is asleep in the fault of the first. Its role
   * is {@code host}.
   */
  public static Task host(Scene<VsockDevice> scene, int packets, UserPage page) {
    return scene.other("host", current -> {
      for (int sent = 0; sent < packets; sent++) {
        if (sent > 0) {
          Rig.untilWorkerFaults(scene, current, page);
        }
        send(scene, current);
      }
    });
  }

  /** A packet comes from the host. */
  public static void send(Scene<VsockDevice> scene, Task current) {
    scene.device().vhostTransportSendPkt(current, Packet.fromHost());
  }

  /** An outsider's ioctl that fails, and flushes with dev.mutex held. */
  public static void flush(Scene<VsockDevice> scene, Task current) {
    scene.systemCall(current, task -> scene.device().ioctl(task, DevCommand.SET_OWNER));
  }

  /**
   * Flushes when {@code staging} is over. Its role is {@code flusher}; the world is complete only
   * when it is through.
   */
  public static Task flusher(Scene<VsockDevice> scene, Consumer<Task> staging) {
    scene.oblige("flusher");
    return scene.user("flusher", Membership.OUTSIDE, current -> {
      staging.accept(current);
      flush(scene, current);
    });
  }

  /** {@code host} has queued what it sends. */
  public static void untilExited(Scene<VsockDevice> scene, Task current, Task host) {
    scene.until(current, "the packets are queued", host::isExited);
  }
}
