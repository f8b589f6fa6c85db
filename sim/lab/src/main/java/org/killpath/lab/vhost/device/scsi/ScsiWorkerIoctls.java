package org.killpath.lab.vhost.device.scsi;

import java.util.Optional;
import java.util.function.ToLongFunction;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.ioctl.CopiedArgument;
import org.killpath.lab.vhost.ioctl.WorkerIoctl;
import org.killpath.lab.vhost.uapi.Errno;

/**
 * The ioctls of {@code vhost_scsi_ioctl()} that are about workers (drivers/vhost/scsi.c, 6.12.107 and
 * 7.3.4): all under dev.mutex, upstream with
 * the copies. An empty argument is one that is there.
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
    return ioctl(
        current, CopiedArgument.out(argument), copied -> workerIoctl.newWorker(current, copied));
  }

  /** VHOST_FREE_WORKER, with the id from {@code argument}. */
  public long freeWorker(Task current, int id, Optional<UserPage> argument) {
    return ioctl(
        current,
        CopiedArgument.in(argument),
        copied -> workerIoctl.freeWorker(current, id, copied));
  }

  /** VHOST_ATTACH_VRING_WORKER, with both numbers from {@code argument}. */
  public long attachVringWorker(Task current, int vq, int id, Optional<UserPage> argument) {
    return ioctl(
        current,
        CopiedArgument.in(argument),
        copied -> workerIoctl.attachVringWorker(current, vq, id, copied));
  }

  /**
   * VHOST_GET_VRING_WORKER: the queue's index is copied in from {@code argument}, and the id out to it,
   * which is there by then.
   */
  public long getVringWorker(Task current, int vq, Optional<UserPage> argument) {
    return ioctl(
        current,
        CopiedArgument.in(argument),
        copied -> workerIoctl.getVringWorker(current, vq, copied));
  }

  private long ioctl(
      Task current, CopiedArgument argument, ToLongFunction<CopiedArgument> workerIoctl) {
    try (Frame fn = current.enter(ScsiDevice.IOCTL)) {
      if (!argument.before(current, dev)) {
        return Errno.EFAULT;
      }
      if (!dev.lockForIoctl(current)) {
        return Errno.EINTR;
      }
      final long result = workerIoctl.applyAsLong(argument);
      dev.mutex().unlock(current);
      return argument.after(current, dev, result);
    }
  }
}
