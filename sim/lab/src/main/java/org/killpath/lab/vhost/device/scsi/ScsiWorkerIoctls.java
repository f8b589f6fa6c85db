package org.killpath.lab.vhost.device.scsi;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.ioctl.WorkerIoctl;
import org.killpath.lab.vhost.uapi.Errno;

/**
 * The ioctls of {@code vhost_scsi_ioctl()} that are about workers (drivers/vhost/scsi.c, 6.12.107 and
 * 7.3.4): all under dev.mutex, copies included. An empty argument is one that is there.
 */
public final class ScsiWorkerIoctls {
  private final VhostDev dev;
  private final WorkerIoctl workerIoctl;

  ScsiWorkerIoctls(VhostDev dev) {
    this.dev = dev;
    this.workerIoctl = new WorkerIoctl(dev);
  }

  /** VHOST_NEW_WORKER: the new worker's id, which is copied out to {@code argument}. */
  public long newWorker(Task current, Optional<UserPage> argument) {
    return underDevMutex(current, () -> workerIoctl.newWorker(current, argument));
  }

  /** VHOST_FREE_WORKER, with the id from {@code argument}. */
  public long freeWorker(Task current, int id, Optional<UserPage> argument) {
    return underDevMutex(current, () -> workerIoctl.freeWorker(current, id, argument));
  }

  /** VHOST_ATTACH_VRING_WORKER, with both numbers from {@code argument}. */
  public long attachVringWorker(Task current, int vq, int id, Optional<UserPage> argument) {
    return underDevMutex(current, () -> workerIoctl.attachVringWorker(current, vq, id, argument));
  }

  /** VHOST_GET_VRING_WORKER, with the id copied out to {@code argument}. */
  public long getVringWorker(Task current, int vq, Optional<UserPage> argument) {
    return underDevMutex(current, () -> workerIoctl.getVringWorker(current, vq, argument));
  }

  private long underDevMutex(Task current, LongSupplier ioctl) {
    try (Frame fn = current.enter(ScsiDevice.IOCTL)) {
      if (!dev.lockForIoctl(current)) {
        return Errno.EINTR;
      }
      final long result = ioctl.getAsLong();
      dev.mutex().unlock(current);
      return result;
    }
  }
}
