package org.killpath.lab.scenario.vsock;

import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.TaskGroup.Kill;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.UserPage.Backing;
import org.killpath.lab.catalogue.Orderings;
import org.killpath.lab.scenario.Rig;
import org.killpath.lab.scenario.Scenario;
import org.killpath.lab.scenario.Scenario.Actors;
import org.killpath.lab.scenario.Scenario.Form;
import org.killpath.lab.scenario.Scene.Membership;
import org.killpath.lab.vhost.device.vsock.VsockDevice;

import java.util.List;

/**
 * Orderings of the ground truth with other user memory, another virtqueue, or another way to kill,
 * where that changes the answer for some design.
 */
public final class VariantOrderings {
  private VariantOrderings() {}

  public static List<Scenario> all() {
    return List.of(
        holding("B-fuse", Membership.IN_GROUP, VsockDevice.RX, Backing.FUSE),
        holding("B-dead", Membership.IN_GROUP, VsockDevice.RX, Backing.DEAD_STORAGE),
        holding("B-loop", Membership.IN_GROUP, VsockDevice.RX, Backing.LOOPING),
        holding("C-tx", Membership.OUTSIDE, VsockDevice.TX, Backing.USERFAULTFD),
        holding("C-file", Membership.OUTSIDE, VsockDevice.RX, Backing.FILE),
        holding("C-dead", Membership.OUTSIDE, VsockDevice.RX, Backing.DEAD_STORAGE),
        faulting("E-fuse-read", 1, Backing.FUSE_READ, Kill.KILL),
        faulting("E-dead", 1, Backing.DEAD_STORAGE, Kill.KILL),
        faulting("E-loop", 1, Backing.LOOPING, Kill.KILL),
        faulting("E2-tgkill", 2, Backing.USERFAULTFD, Kill.TGKILL),
        faulting("E2-exit-group", 2, Backing.USERFAULTFD, Kill.EXIT_GROUP),
        faulting("E2-fuse", 2, Backing.FUSE, Kill.KILL),
        faulting("E2-fuse-tgkill", 2, Backing.FUSE, Kill.TGKILL),
        faulting("E2-file", 2, Backing.FILE, Kill.KILL),
        flushing("D1-dead", Backing.DEAD_STORAGE),
        flushing("D1-loop", Backing.LOOPING));
  }

  private static String memory(Backing backing) {
    return switch (backing) {
      case PRESENT -> "memory that is there";
      case USERFAULTFD -> "a userfaultfd page";
      case FUSE -> "a FUSE page whose server has not read the request";
      case FUSE_READ -> "a FUSE page whose server has read the request";
      case FILE -> "a page of a file";
      case DEAD_STORAGE -> "a page on storage that is gone";
      case LOOPING -> "a page whose fault is retried for ever";
    };
  }

  private static String way(Kill kill) {
    return switch (kill) {
      case KILL -> "kill";
      case TGKILL -> "kill by tgkill";
      case EXIT_GROUP -> "exit_group by a thread of the group";
    };
  }

  /** As B or C: a vring ioctl holds a virtqueue. */
  private static Scenario holding(String id, Membership membership, int vq, Backing backing) {
    final boolean outside = membership == Membership.OUTSIDE;
    return Scenario.vsock(
        id,
        Form.STAGED,
        "the holder of the " + (vq == VsockDevice.RX ? "rx" : "tx") + " virtqueue is "
            + (outside ? "an outsider" : "a thread of the killed group") + ", on "
            + memory(backing),
        new Actors("killer", "holder"),
        outside,
        scene -> {
          final UserPage page = Rig.unserved(scene, backing);
          final Task holder = Rig.holder(scene, membership, vq, page);
          Rig.killer(scene, current -> scene.untilBlocked(current, holder, page));
        });
  }

  /** As E or E2: the worker faults in its rx work. */
  private static Scenario faulting(String id, int packets, Backing backing, Kill kill) {
    return Scenario.vsock(
        id,
        Form.STAGED,
        "the worker faults in its rx work, on " + memory(backing)
            + (packets > 1 ? "; a second packet's work is queued" : "") + "; " + way(kill),
        new Actors("killer", "host"),
        false,
        scene -> {
          final UserPage page = VsockRig.unservedBuffers(scene, backing);
          final Task host = VsockRig.host(scene, packets, page);
          Rig.killer(scene, kill, current -> {
            VsockRig.untilExited(scene, current, host);
            Rig.untilWorkerFaults(scene, current, page);
          });
        });
  }

  /** As D1: a flush waits for a worker that faults. */
  private static Scenario flushing(String id, Backing backing) {
    return Scenario.vsock(
        id,
        Form.STAGED,
        "an outsider waits in a flush, with dev.mutex, for a worker that faults in its rx work, on "
            + memory(backing) + "; kill",
        new Actors("killer", "flusher"),
        false,
        scene -> {
          final UserPage page = VsockRig.unservedBuffers(scene, backing);
          VsockRig.host(scene, 1, page);
          final Task flusher =
              VsockRig.flusher(scene, current -> Rig.untilWorkerFaults(scene, current, page));
          Rig.killer(scene, current -> Rig.untilFlushWaits(scene, current, flusher));
        });
  }
}
