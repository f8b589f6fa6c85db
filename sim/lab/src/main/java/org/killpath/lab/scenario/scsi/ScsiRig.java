package org.killpath.lab.scenario.scsi;

import java.util.Set;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.scenario.Rig;
import org.killpath.lab.scenario.Scene;
import org.killpath.lab.vhost.device.scsi.GuestRequest;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;

/**
 * The set-ups that orderings on vhost-scsi share, beside the {@link Rig} of all devices. Worker A
 * is made by set-owner and serves every virtqueue; worker B, if there is one, takes over the first
 * two request queues.
 */
public final class ScsiRig {
  /** Worker A's id. */
  public static final int A = 0;

  /** Worker B's id. */
  public static final int B = 1;

  /** The first virtqueue that B serves. */
  public static final int FIRST_OF_B = ScsiDevice.IO;

  /** The second one. */
  public static final int SECOND_OF_B = ScsiDevice.IO + 1;

  private ScsiRig() {}

  /** The owner makes worker B before it starts the device. */
  public static void ownerMakesB(Scene<ScsiDevice> scene) {
    scene.ownerPrepares(current -> makeWorker(scene, current, Set.of(FIRST_OF_B, SECOND_OF_B)));
  }

  /** An outsider makes worker B, which therefore is a thread of the outsider's group. */
  public static Task outsiderMakesB(Scene<ScsiDevice> scene) {
    return scene.helper(
        "maker", current -> makeWorker(scene, current, Set.of(FIRST_OF_B, SECOND_OF_B)));
  }

  /** NEW_WORKER, and ATTACH_VRING_WORKER for {@code vqs}; the id, or the error. */
  public static long makeWorker(Scene<ScsiDevice> scene, Task current, Set<Integer> vqs) {
    final long id = scene.ioctl(current, scene.device()::newWorker);
    if (id >= 0) {
      for (int vq : vqs.stream().sorted().toList()) {
        attach(scene, current, vq, (int) id);
      }
    }
    return id;
  }

  /** ATTACH_VRING_WORKER; 0, or the error. */
  public static long attach(Scene<ScsiDevice> scene, Task current, int vq, int worker) {
    return scene.ioctl(current, task -> scene.device().attachVringWorker(task, vq, worker));
  }

  /** A guest puts commands on request queues, one after the other. */
  public static Task guest(Scene<ScsiDevice> scene, int... vqs) {
    return scene.other("guest", current -> {
      for (int vq : vqs) {
        command(scene, current, vq);
      }
    });
  }

  /** The guest puts a command on request queue {@code vq}, and kicks. */
  public static void command(Scene<ScsiDevice> scene, Task current, int vq) {
    scene.device().vq(vq).guestKick(current, GuestRequest.COMMAND);
  }

  /** The first of B's queues has its requests on a page that nobody serves. */
  public static UserPage requestsOfBFault(Scene<ScsiDevice> scene) {
    return Rig.unservedBuffers(scene, FIRST_OF_B, Backing.USERFAULTFD);
  }

  /** The worker that serves the first of B's queues is asleep in a fault on {@code page}. */
  public static void untilBFaults(Scene<ScsiDevice> scene, Task current, UserPage page) {
    scene.until(
        current,
        "worker B faults",
        () -> scene.workerOf(FIRST_OF_B).filter(b -> b.isBlockedOn(page)).isPresent());
  }
}
