package org.killpath.lab.vhost.device.vsock;

import java.util.List;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.lab.vhost.InitAccess;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostVirtqueue;
import org.killpath.lab.vhost.device.GuestMemory;
import org.killpath.lab.vhost.uapi.Errno;
import org.killpath.lab.vhost.uapi.VringMemory;

/**
 * Mirrors how a {@code struct vhost_vsock} starts and stops (drivers/vhost/vsock.c, 6.12.107 and
 * 7.3.4): each queue has a backend while it runs.
 */
final class VsockRunning {
  private static final CFunction START = VsockDevice.function("vhost_vsock_start");
  private static final CFunction STOP = VsockDevice.function("vhost_vsock_stop");

  private final VhostDev dev;
  private final List<GuestMemory> memory;
  private final VsockRx hostToGuest;

  VsockRunning(VhostDev dev, List<GuestMemory> memory, VsockRx hostToGuest) {
    this.dev = dev;
    this.memory = memory;
    this.hostToGuest = hostToGuest;
  }

  /** {@code vhost_vsock_start()}: D5. */
  long vhostVsockStart(Task current) {
    try (Frame fn = current.enter(START)) {
      if (!dev.lockForIoctl(current)) {
        return Errno.EINTR;
      }
      if (!dev.isOwnedBy(current)) {
        dev.mutex().unlock(current);
        return Errno.EPERM;
      }
      for (VhostVirtqueue vq : dev.vqs()) {
        final VringMemory ring = memory.get(vq.index()).ring();
        if (!new InitAccess(vq).unlocked(current, ring)) {
          return vhostVsockStartFailed(current);
        }
        vq.mutex().lock(current);
        if (!vq.privateData().get(current)) {
          vq.privateData().set(current, true);
          if (!new InitAccess(vq).locked(current, ring)) {
            vq.privateData().set(current, false);
            vq.mutex().unlock(current);
            return vhostVsockStartFailed(current);
          }
        }
        vq.mutex().unlock(current);
      }
      hostToGuest.queueSendPktWork(current);
      dev.mutex().unlock(current);
      return 0;
    }
  }

  private long vhostVsockStartFailed(Task current) {
    dropBackends(current);
    dev.mutex().unlock(current);
    return Errno.EFAULT;
  }

  /** {@code vhost_vsock_stop()}: D6. */
  long vhostVsockStop(Task current, boolean checkOwner) {
    try (Frame fn = current.enter(STOP)) {
      if (!checkOwner) {
        dev.mutex().lock(current);
      } else if (!dev.lockForIoctl(current)) {
        return Errno.EINTR;
      }
      if (checkOwner && !dev.isOwnedBy(current)) {
        dev.mutex().unlock(current);
        return Errno.EPERM;
      }
      dropBackends(current);
      dev.mutex().unlock(current);
      return 0;
    }
  }

  /** Each queue in turn is stopped. Called with dev.mutex held. */
  void dropBackends(Task current) {
    for (VhostVirtqueue vq : dev.vqs()) {
      vq.mutex().lock(current);
      vq.privateData().set(current, false);
      vq.mutex().unlock(current);
    }
  }
}
