package org.killpath.lab.scenario.scsi;

import java.util.Set;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.scenario.World;
import org.killpath.lab.vhost.VringRequest;
import org.killpath.lab.vhost.device.GuestRequest;
import org.killpath.lab.vhost.device.ScsiDevice;

/**
 * The set-ups that orderings on vhost-scsi share. Worker A is made by set-owner and serves every
 * virtqueue; worker B, if there is one, takes over the first two request queues.
 */
final class ScsiRig {
  /** Worker A's id. */
  static final int A = 0;

  /** Worker B's id. */
  static final int B = 1;

  /** The first virtqueue that B serves. */
  static final int FIRST_OF_B = ScsiDevice.IO;

  /** The second one. */
  static final int SECOND_OF_B = ScsiDevice.IO + 1;

  private ScsiRig() {}

  /** The owner makes worker B before it starts the device. */
  static void ownerMakesB(World world) {
    world.ownerPrepares(current -> makeWorker(world, current, Set.of(FIRST_OF_B, SECOND_OF_B)));
  }

  /** An outsider makes worker B, which therefore is a thread of the outsider's group. */
  static Task outsiderMakesB(World world) {
    return world.helper(
        "maker", current -> makeWorker(world, current, Set.of(FIRST_OF_B, SECOND_OF_B)));
  }

  /** NEW_WORKER, and ATTACH_VRING_WORKER for {@code vqs}; the id, or the error. */
  static long makeWorker(World world, Task current, Set<Integer> vqs) {
    final long id = world.ioctl(current, world.scsi()::newWorker);
    if (id >= 0) {
      for (int vq : vqs.stream().sorted().toList()) {
        attach(world, current, vq, (int) id);
      }
    }
    return id;
  }

  static long attach(World world, Task current, int vq, int worker) {
    return world.ioctl(current, task -> world.scsi().attachVringWorker(task, vq, worker));
  }

  /** A vring ioctl whose second word lies on {@code page}: vq.mutex is held in the copy. */
  static void hold(World world, Task current, int vq, UserPage page) {
    final VringRequest request =
        new VringRequest(VringRequest.Command.SET_CALL, vq, world.presentPage(), page);
    world.ioctl(current, task -> world.scsi().ioctl(task, request));
  }

  /** A guest puts commands on request queues, one after the other. */
  static Task guest(World world, int... vqs) {
    return world.other("guest", current -> {
      for (int vq : vqs) {
        command(world, current, vq);
      }
    });
  }

  static void command(World world, Task current, int vq) {
    world.scsi().vq(vq).guestKick(current, GuestRequest.COMMAND);
  }

  /** The first of B's queues has its requests on a page that nobody serves. */
  static UserPage requestsOfBFault(World world) {
    final UserPage page = world.page("user page", UserPage.Backing.USERFAULTFD);
    world.buffers(FIRST_OF_B, page);
    return page;
  }

  static void untilBFaults(World world, Task current, UserPage page) {
    world.until(
        current,
        "worker B faults",
        () -> world.workerOf(FIRST_OF_B).filter(b -> b.isBlockedOn(page)).isPresent());
  }

  static void kill(World world, Task current) {
    world.ownerGroup().kill(current, Kill.KILL);
  }
}
