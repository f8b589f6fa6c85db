package org.killpath.lab.vhost.ioctl;

import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.lab.vhost.Difference;
import org.killpath.lab.vhost.Ioctls;
import org.killpath.lab.vhost.Iotlb;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostVirtqueue;
import org.killpath.lab.vhost.uapi.Errno;
import org.killpath.lab.vhost.uapi.VringRequest;

/** Mirrors the ioctls that all devices share (drivers/vhost/vhost.c, 6.12 and 7.3). */
public final class VhostIoctl {
  private static final CFunction DEV_IOCTL = VhostDev.function("vhost_dev_ioctl");
  private static final CFunction VRING_IOCTL = VhostDev.function("vhost_vring_ioctl");
  private static final CFunction INIT_IOTLB = VhostDev.function("vhost_init_device_iotlb");
  private static final CFunction CHR_WRITE_ITER = VhostDev.function("vhost_chr_write_iter");
  private static final CFunction PROCESS_IOTLB = VhostDev.function("vhost_process_iotlb_msg");

  /** The device ioctls. */
  public enum DevCommand {
    SET_OWNER,
    SET_MEM_TABLE,
    SET_LOG_BASE,
    SET_LOG_FD,
    /** One whose argument is refused before any virtqueue is locked. */
    REFUSED
  }

  private final VhostDev dev;

  public VhostIoctl(VhostDev dev) {
    this.dev = dev;
  }

  /** {@code vhost_dev_ioctl()}. Called with dev.mutex held. */
  public long vhostDevIoctl(Task current, DevCommand command) {
    try (Frame fn = current.enter(DEV_IOCTL)) {
      if (command == DevCommand.SET_OWNER) {
        return dev.vhostDevSetOwner(current);
      }
      if (!dev.isOwnedBy(current)) {
        return Errno.EPERM;
      }
      if (command == DevCommand.REFUSED) {
        return Errno.EOPNOTSUPP;
      }
      for (VhostVirtqueue vq : dev.vqs()) {
        if (!lock(current, vq)) {
          return Errno.EINTR;
        }
        vq.mutex().unlock(current);
      }
      return 0;
    }
  }

  /**
   * What a driver does with a vring ioctl before it takes dev.mutex: nothing in the kernel. False is
   * -EFAULT.
   */
  public boolean copyIn(Task current, VringRequest request) {
    return copies() != Ioctls.Copies.WITHOUT_DEV_MUTEX
        || (request.first().copy(current) && (isOut(request) || request.second().copy(current)));
  }

  /** What it does once it has given dev.mutex back, if {@code result} is no error. */
  public long copyOut(Task current, VringRequest request, long result) {
    return result == 0
            && copies() == Ioctls.Copies.WITHOUT_DEV_MUTEX
            && isOut(request)
            && !request.second().copy(current)
        ? Errno.EFAULT
        : result;
  }

  private Ioctls.Copies copies() {
    return dev.parts().ioctls().copies();
  }

  private static boolean isOut(VringRequest request) {
    return request.command() == VringRequest.Command.GET_BASE;
  }

  /** {@code vhost_vring_ioctl()}: D3. Called with dev.mutex held. */
  public long vhostVringIoctl(Task current, VringRequest request) {
    try (Frame fn = current.enter(VRING_IOCTL)) {
      final Ioctls.Copies copies = copies();
      if (copies != Ioctls.Copies.WITHOUT_DEV_MUTEX && !request.first().copy(current)) {
        return Errno.EFAULT;
      }
      final VhostVirtqueue vq = dev.vqs().get(request.vq());
      final boolean copiesHere = copies == Ioctls.Copies.WITHOUT_VQ_MUTEX;
      if (copiesHere && !isOut(request) && !request.second().copy(current)) {
        return Errno.EFAULT;
      }
      if (!lock(current, vq)) {
        return Errno.EINTR;
      }
      final boolean whenStopped = request.command() == VringRequest.Command.SET_NUM
          || request.command() == VringRequest.Command.SET_BASE;
      if (whenStopped && vq.privateData().get(current)) {
        vq.mutex().unlock(current);
        return Errno.EBUSY;
      }
      if (copies == Ioctls.Copies.UNDER_LOCKS && !request.second().copy(current)) {
        vq.mutex().unlock(current);
        return Errno.EFAULT;
      }
      boolean replaced = false;
      if (request.command() == VringRequest.Command.SET_KICK) {
        replaced = vq.kick().get(current);
        if (replaced) {
          vq.kickPoll().vhostPollStop(current);
        }
        vq.kick().set(current, true);
        vq.kickPoll().vhostPollStart(current);
      }
      vq.mutex().unlock(current);
      if (replaced) {
        dev.vhostDevFlush(current);
      }
      return copiesHere && isOut(request) && !request.second().copy(current) ? Errno.EFAULT : 0;
    }
  }

  private boolean lock(Task current, VhostVirtqueue vq) {
    return dev.parts().ioctls().vqLock().lock(current, vq);
  }

  /**
   * {@code vhost_init_device_iotlb()}: the device looks guest addresses up in an IOTLB, which is
   * empty at first. Called with dev.mutex held.
   */
  public void vhostInitDeviceIotlb(Task current) {
    try (Frame fn = current.enter(INIT_IOTLB)) {
      final Iotlb fresh = new Iotlb(dev.kernel(), "dev.iotlb");
      for (VhostVirtqueue vq : dev.vqs()) {
        vq.mutex().lock(current);
        vq.useIotlb(fresh);
        vq.mutex().unlock(current);
      }
      dev.useIotlb(fresh);
    }
  }

  /**
   * SET_FEATURES without ACCESS_PLATFORM, as far as it locks: every queue is told in turn, and from
   * 6.12.117 on all are locked at once before. What is changed meanwhile decides nothing here. Called
   * with dev.mutex held.
   */
  public void acceptFeatures(Task current) {
    if (dev.parts().has(Difference.FEATURES_LOCK_ALL)) {
      dev.vqs().forEach(vq -> vq.mutex().lock(current));
      dev.vqs().forEach(vq -> vq.mutex().unlock(current));
    }
    for (VhostVirtqueue vq : dev.vqs()) {
      vq.mutex().lock(current);
      vq.mutex().unlock(current);
    }
  }

  /**
   * {@code vhost_vring_ioctl()} with a command that is none: it takes the vq.mutex all the same.
   * Called with dev.mutex held.
   */
  public long vhostVringIoctlUnknown(Task current) {
    try (Frame fn = current.enter(VRING_IOCTL)) {
      final VhostVirtqueue vq = dev.vqs().get(0);
      if (!lock(current, vq)) {
        return Errno.EINTR;
      }
      vq.mutex().unlock(current);
      return Errno.ENOTTY;
    }
  }

  /**
   * {@code vhost_chr_write_iter()}: the message is copied in before any lock is taken.
   */
  public long vhostChrWriteIter(Task current, IotlbMessage message) {
    try (Frame fn = current.enter(CHR_WRITE_ITER)) {
      if (message.page().isPresent() && !message.page().get().copy(current)) {
        return Errno.EINVAL;
      }
      return vhostProcessIotlbMsg(current, message);
    }
  }

  /**
   * {@code vhost_process_iotlb_msg()}: D4. There is no owner check; what was written has been
   * copied before.
   */
  private long vhostProcessIotlbMsg(Task current, IotlbMessage message) {
    try (Frame fn = current.enter(PROCESS_IOTLB)) {
      if (!dev.lockForIoctl(current)) {
        return Errno.EINTR;
      }
      final int locked = lockAll(current);
      final long result = locked < dev.vqs().size()
          ? Errno.EINTR
          : dev.iotlb().map(iotlb -> change(current, iotlb, message)).orElse(Errno.EFAULT);
      for (VhostVirtqueue vq : dev.vqs().subList(0, locked)) {
        vq.mutex().unlock(current);
      }
      dev.mutex().unlock(current);
      return result;
    }
  }

  /** {@code vhost_dev_lock_vqs()}: how many it has got. */
  private int lockAll(Task current) {
    int locked = 0;
    while (locked < dev.vqs().size() && lock(current, dev.vqs().get(locked))) {
      locked++;
    }
    return locked;
  }

  private long change(Task current, Iotlb iotlb, IotlbMessage message) {
    if (message.kind() == IotlbMessage.Kind.INVALIDATE) {
      iotlb.delete(current, message.range());
      return 0;
    }
    final long result = dev.parts().iotlbUpdate().add(current, iotlb, message.range());
    if (result == 0) {
      for (int miss = 0; miss < message.pendingMisses(); miss++) {
        final VhostVirtqueue vq = dev.vqs().get(miss % dev.vqs().size());
        dev.vhostVqWorkQueue(current, vq, vq.poll());
      }
    }
    return result;
  }
}
