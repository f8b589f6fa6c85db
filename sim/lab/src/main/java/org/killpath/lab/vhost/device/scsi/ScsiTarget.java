package org.killpath.lab.vhost.device.scsi;

import java.util.function.IntFunction;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.vhost.device.scsi.ScsiVirtqueue.Command;

/**
 * The target core behind vhost-scsi, as far as the driver meets it: it carries out commands in
 * kernel workers of its own, and its portal group outlives the device. Mirrors {@code struct
 * vhost_scsi_tpg} (drivers/vhost/scsi.c).
 */
final class ScsiTarget {
  private final Kernel kernel;
  private final IntFunction<UserPage> medium;
  private final Mutex tvTpgMutex;
  private final Shared<Boolean> vhostScsi;

  /**
   * @param medium where the blocks for the commands of each virtqueue come from: a command is
   *     finished when this is there
   */
  ScsiTarget(Kernel kernel, IntFunction<UserPage> medium) {
    this.kernel = kernel;
    this.medium = medium;
    this.tvTpgMutex = new Mutex(kernel, "tpg.tv_tpg_mutex");
    this.vhostScsi = new Shared<>(kernel, "tpg.vhost_scsi", false);
  }

  Mutex tvTpgMutex() {
    return tvTpgMutex;
  }

  /** Is a device set up as the portal group's endpoint? Guarded by {@link #tvTpgMutex}. */
  Shared<Boolean> vhostScsi() {
    return vhostScsi;
  }

  /** {@code target_submit()}: somebody else finishes the command, now or later. */
  void submit(Task current, ScsiVirtqueue svq, Command command) {
    kernel.start(kernel.createKthread(current, "kworker/target", "target", worker -> {
      medium.apply(svq.vq().index()).copy(worker);
      svq.vhostScsiReleaseCmd(worker, command);
    }));
  }
}
