package org.killpath.lab.vhost.ioctl;

import java.util.Optional;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostWorker;
import org.killpath.lab.vhost.uapi.Errno;

/**
 * Mirrors {@code vhost_worker_ioctl()} (drivers/vhost/vhost.c, 6.10 to 7.3): a device with several
 * workers. All are called with dev.mutex held, and upstream copies their arguments with no
 * other lock.
 */
public final class WorkerIoctl {
  private static final CFunction WORKER_IOCTL = VhostDev.function("vhost_worker_ioctl");
  private static final CFunction FREE_WORKER = VhostDev.function("vhost_free_worker");

  private final VhostDev dev;

  public WorkerIoctl(VhostDev dev) {
    this.dev = dev;
  }

  /**
   * VHOST_NEW_WORKER: A2. The new worker's id; EFAULT if the device's workers are kernel threads,
   * which would escape the owner's limits, or if the id cannot be copied out: the worker is there
   * all the same, and nobody knows its id.
   */
  public long newWorker(Task current, CopiedArgument argument) {
    try (Frame fn = current.enter(WORKER_IOCTL)) {
      if (!dev.isOwnedBy(current)) {
        return Errno.EPERM;
      }
      if (!dev.forksOwner()) {
        return Errno.EFAULT;
      }
      final Optional<VhostWorker> made = dev.vhostWorkerCreate(current);
      if (made.isEmpty()) {
        return Errno.ENOMEM;
      }
      return argument.here(current, dev) ? made.get().workerId() : Errno.EFAULT;
    }
  }

  /** VHOST_FREE_WORKER: A3. */
  public long freeWorker(Task current, int id, CopiedArgument argument) {
    try (Frame fn = current.enter(WORKER_IOCTL)) {
      if (!dev.isOwnedBy(current)) {
        return Errno.EPERM;
      }
      return argument.here(current, dev) ? vhostFreeWorker(current, id) : Errno.EFAULT;
    }
  }

  /** VHOST_ATTACH_VRING_WORKER: A1. It says nothing of a worker that was killed. */
  public long attachVringWorker(Task current, int vq, int id, CopiedArgument argument) {
    try (Frame fn = current.enter(WORKER_IOCTL)) {
      if (!dev.isOwnedBy(current)) {
        return Errno.EPERM;
      }
      if (!argument.here(current, dev)) {
        return Errno.EFAULT;
      }
      final Optional<VhostWorker> worker = dev.workers().find(current, id);
      if (worker.isEmpty()) {
        return Errno.ENODEV;
      }
      dev.vhostVqAttachWorker(current, dev.vqs().get(vq), worker.get());
      return 0;
    }
  }

  /** VHOST_GET_VRING_WORKER: 0, or the error. A virtqueue whose worker was killed has none. */
  public long getVringWorker(Task current, int vq, CopiedArgument argument) {
    try (Frame fn = current.enter(WORKER_IOCTL)) {
      if (!dev.isOwnedBy(current)) {
        return Errno.EPERM;
      }
      if (!argument.here(current, dev)) {
        return Errno.EFAULT;
      }
      return dev.vqs().get(vq).worker().isNull(current) ? Errno.EINVAL : 0;
    }
  }

  /** {@code vhost_free_worker()}: the worker must serve nobody. */
  private long vhostFreeWorker(Task current, int id) {
    try (Frame fn = current.enter(FREE_WORKER)) {
      final Optional<VhostWorker> found = dev.workers().find(current, id);
      if (found.isEmpty()) {
        return Errno.ENODEV;
      }
      final VhostWorker worker = found.get();
      worker.mutex().lock(current);
      if (worker.attachmentCnt().get(current) != 0 || worker.isKilled(current)) {
        worker.mutex().unlock(current);
        return Errno.EBUSY;
      }
      worker.vhostWorkerFlushLocked(current);
      worker.mutex().unlock(current);
      dev.vhostWorkerDestroy(current, worker);
      return 0;
    }
  }
}
