package org.killpath.lab.vhost.ioctl;

import java.util.Optional;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.lab.vhost.Difference;
import org.killpath.lab.vhost.Iotlb;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostVirtqueue;
import org.killpath.lab.vhost.uapi.Errno;

/**
 * Mirrors the device ioctls that all devices share, and what is written to the file
 * (drivers/vhost/vhost.c, 6.12 and 7.3).
 */
public final class VhostIoctl {
  private static final CFunction DEV_IOCTL = VhostDev.function("vhost_dev_ioctl");
  private static final CFunction INIT_IOTLB = VhostDev.function("vhost_init_device_iotlb");
  private static final CFunction CLEAR_IOTLB = VhostDev.function("vhost_clear_device_iotlb");
  private static final CFunction CHR_WRITE_ITER = VhostDev.function("vhost_chr_write_iter");
  private static final CFunction PROCESS_IOTLB = VhostDev.function("vhost_process_iotlb_msg");

  /** The device ioctls. */
  public enum DevCommand {
    SET_OWNER,
    /** With 0, and there is no owner yet: the workers to come are kernel threads. */
    SET_FORK_FROM_OWNER,
    /** By whoever has the device open. */
    GET_FORK_FROM_OWNER,
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

  /**
   * What a driver does with a device ioctl before it takes dev.mutex: nothing in the kernel. False is
   * -EFAULT.
   */
  public boolean copyIn(Task current, DevRequest request) {
    return request.copied().before(current, dev);
  }

  /** What it does once it has given dev.mutex back, if {@code result} is no error. */
  public long copyOut(Task current, DevRequest request, long result) {
    return request.copied().after(current, dev, result);
  }

  /**
   * {@code vhost_dev_ioctl()}: becoming the owner, and whose child a worker is to be, come before the
   * owner check. Called with dev.mutex held.
   */
  public long vhostDevIoctl(Task current, DevRequest request) {
    try (Frame fn = current.enter(DEV_IOCTL)) {
      return switch (request.command()) {
        case SET_OWNER -> dev.vhostDevSetOwner(current);
        case SET_FORK_FROM_OWNER -> setForkFromOwner(current, request);
        case GET_FORK_FROM_OWNER -> request.copied().here(current, dev) ? 0 : Errno.EFAULT;
        case SET_MEM_TABLE, SET_LOG_BASE, SET_LOG_FD, REFUSED ->
          dev.isOwnedBy(current) ? ownersIoctl(current, request) : Errno.EPERM;
      };
    }
  }

  private long setForkFromOwner(Task current, DevRequest request) {
    if (dev.hasOwner(current)) {
      return Errno.EBUSY;
    }
    if (!request.copied().here(current, dev)) {
      return Errno.EFAULT;
    }
    dev.useKthread();
    return 0;
  }

  private long ownersIoctl(Task current, DevRequest request) {
    if (!request.copied().here(current, dev)) {
      return Errno.EFAULT;
    }
    if (request.command() == DevCommand.REFUSED) {
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

  private boolean lock(Task current, VhostVirtqueue vq) {
    return dev.parts().ioctls().vqLock().lock(current, vq);
  }

  /**
   * {@code vhost_init_device_iotlb()}: the device looks guest addresses up in an IOTLB, which is
   * empty at first. From 6.12.114 on the first one has the queues forget where their rings lie. Called
   * with dev.mutex held.
   */
  public void vhostInitDeviceIotlb(Task current) {
    try (Frame fn = current.enter(INIT_IOTLB)) {
      final Optional<Iotlb> old = dev.iotlb();
      final boolean forgets = old.isEmpty() && dev.parts().has(Difference.IOTLB_CHANGE_FORGETS);
      final Optional<Iotlb> fresh = Optional.of(new Iotlb(dev.kernel(), "dev.iotlb"));
      for (VhostVirtqueue vq : dev.vqs()) {
        vq.mutex().lock(current);
        vq.useIotlb(fresh);
        if (forgets) {
          vq.setAddressed(false);
        }
        vq.mutex().unlock(current);
      }
      dev.useIotlb(fresh);
      old.ifPresent(table -> table.free(current));
    }
  }

  /**
   * {@code vhost_clear_device_iotlb()}, 6.12.114 and later: an IOTLB that is there goes, with every
   * vq.mutex held at once, and the queues forget where their rings lie. Called with dev.mutex held.
   */
  private void vhostClearDeviceIotlb(Task current) {
    try (Frame fn = current.enter(CLEAR_IOTLB)) {
      final Optional<Iotlb> old = dev.iotlb();
      if (old.isEmpty()) {
        return;
      }
      dev.vqs().forEach(vq -> vq.mutex().lock(current));
      dev.useIotlb(Optional.empty());
      for (VhostVirtqueue vq : dev.vqs()) {
        vq.useIotlb(Optional.empty());
        vq.setAddressed(false);
      }
      dev.vqs().forEach(vq -> vq.mutex().unlock(current));
      old.get().free(current);
    }
  }

  /**
   * SET_FEATURES without ACCESS_PLATFORM, as far as it locks: every queue is told in turn, and from
   * 6.12.114 on the device has no IOTLB any more by then. Called with dev.mutex held.
   */
  public void acceptFeatures(Task current) {
    if (dev.parts().has(Difference.IOTLB_CHANGE_FORGETS)) {
      vhostClearDeviceIotlb(current);
    }
    for (VhostVirtqueue vq : dev.vqs()) {
      vq.mutex().lock(current);
      vq.mutex().unlock(current);
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
