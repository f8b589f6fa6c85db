package org.killpath.scenario;

import java.util.List;
import org.killpath.kernel.Completion;
import org.killpath.kernel.Op;
import org.killpath.kernel.Task;
import org.killpath.kernel.TaskGroup.Kill;
import org.killpath.kernel.UserPage;
import org.killpath.kernel.UserPage.Backing;
import org.killpath.scenario.Scenario.Actors;
import org.killpath.scenario.Scenario.Form;
import org.killpath.scenario.World.Membership;
import org.killpath.vhost.VhostIoctl.DevCommand;
import org.killpath.vhost.device.Device.Kind;
import org.killpath.vhost.device.Packet;
import org.killpath.vhost.device.VsockDevice;

/** Orderings in which the worker itself faults, and those in which a flush waits for it. */
final class FaultOrderings {
  private FaultOrderings() {}

  static List<Scenario> all() {
    return List.of(d1(), d2(), e2());
  }

  private static Scenario d1() {
    return new Scenario(
        "D1",
        Form.STAGED,
        Kind.VSOCK,
        "the worker faults in its rx work; an outsider waits in a flush, with dev.mutex; kill",
        new Actors("killer", "flusher"),
        false,
        world -> {
          final UserPage page = world.page("user page", Backing.USERFAULTFD);
          world.buffers(VsockDevice.RX, page);
          final Task host = host(world, 1, page);
          flusherThenKill(world, page, host);
        });
  }

  private static Scenario d2() {
    return new Scenario(
        "D2",
        Form.STAGED,
        Kind.VSOCK,
        "D1, with a second packet's work queued before the flush item",
        new Actors("killer", "flusher"),
        false,
        world -> {
          final UserPage page = world.page("user page", Backing.USERFAULTFD);
          world.buffers(VsockDevice.RX, page);
          final Task host = host(world, 2, page);
          flusherThenKill(world, page, host);
        });
  }

  private static Scenario e2() {
    return new Scenario(
        "E2",
        Form.STAGED,
        Kind.VSOCK,
        "the worker faults in its rx work; a second packet's work is queued; kill",
        new Actors("killer", "host"),
        false,
        world -> {
          final UserPage page = world.page("user page", Backing.USERFAULTFD);
          world.buffers(VsockDevice.RX, page);
          final Task host = host(world, 2, page);
          world.other("killer", current -> {
            world.until(current, "the packets are queued", host::isExited);
            untilWorkerFaults(world, current, page);
            world.ownerGroup().kill(current, Kill.KILL);
          });
        });
  }

  /** Sends packets, each further one when the worker is asleep in the fault of the first. */
  private static Task host(World world, int packets, UserPage page) {
    return world.other("host", current -> {
      for (int sent = 0; sent < packets; sent++) {
        if (sent > 0) {
          untilWorkerFaults(world, current, page);
        }
        world.vsock().vhostTransportSendPkt(current, Packet.fromHost());
      }
    });
  }

  private static void flusherThenKill(World world, UserPage page, Task host) {
    final Task flusher = world.user("flusher", Membership.OUTSIDE, current -> {
      world.until(current, "the packets are queued", host::isExited);
      untilWorkerFaults(world, current, page);
      world.systemCall(current, task -> world.vsock().ioctl(task, DevCommand.SET_OWNER));
    });
    world.oblige("flusher");
    world.other("killer", current -> {
      world.until(current, "the flusher waits", () -> waitsForFlush(flusher));
      world.ownerGroup().kill(current, Kill.KILL);
    });
  }

  private static boolean waitsForFlush(Task flusher) {
    return flusher.pendingOp() == Op.WAIT
        && flusher.pendingOn() instanceof Completion
        && flusher.isBlocked();
  }

  private static void untilWorkerFaults(World world, Task current, UserPage page) {
    world.until(
        current,
        "the worker faults",
        () -> world.worker().filter(worker -> worker.isBlockedOn(page)).isPresent());
  }
}
