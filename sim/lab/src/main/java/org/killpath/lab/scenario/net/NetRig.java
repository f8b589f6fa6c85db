package org.killpath.lab.scenario.net;

import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.scenario.World;
import org.killpath.lab.scenario.World.Membership;
import org.killpath.lab.vhost.VhostIoctl.DevCommand;
import org.killpath.lab.vhost.VringRequest;

/** What orderings on vhost-net have in common. */
final class NetRig {
  private NetRig() {}

  /** The guest's buffers of {@code vq} lie on a page that nobody serves. */
  static UserPage unservedBuffers(World world, int vq) {
    final UserPage page = world.page("user page", Backing.USERFAULTFD);
    world.buffers(vq, page);
    return page;
  }

  /** A vring ioctl whose second word lies on {@code page}: vq.mutex is held in the copy. */
  static Task holder(World world, int vq, UserPage page) {
    final VringRequest request =
        new VringRequest(VringRequest.Command.SET_CALL, vq, world.presentPage(), page);
    return world.user(
        "holder",
        Membership.OUTSIDE,
        current -> world.ioctl(current, task -> world.net().ioctl(task, request)));
  }

  /**
   * An ioctl that flushes with dev.mutex held and takes no vq.mutex. On vhost-net that is not
   * set-owner, which flushes only the first time, but any device ioctl with an argument that is
   * refused.
   */
  static void flush(World world, Task current) {
    world.ioctl(current, task -> world.net().ioctl(task, DevCommand.REFUSED));
  }

  static void untilWorkerFaults(World world, Task current, UserPage page) {
    world.until(
        current,
        "the worker faults",
        () -> world.worker().filter(worker -> worker.isBlockedOn(page)).isPresent());
  }

  static void kill(World world, Task current) {
    world.ownerGroup().kill(current, Kill.KILL);
  }
}
