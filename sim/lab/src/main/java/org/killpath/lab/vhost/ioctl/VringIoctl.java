package org.killpath.lab.vhost.ioctl;

import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.lab.vhost.Ioctls;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostVirtqueue;
import org.killpath.lab.vhost.uapi.Errno;
import org.killpath.lab.vhost.uapi.VringRequest;

/** Mirrors {@code vhost_vring_ioctl()} (drivers/vhost/vhost.c, 6.12 and 7.3): D3. */
public final class VringIoctl {
  private static final CFunction VRING_IOCTL = VhostDev.function("vhost_vring_ioctl");

  private final VhostDev dev;

  public VringIoctl(VhostDev dev) {
    this.dev = dev;
  }

  /**
   * What a driver does with a vring ioctl before it takes dev.mutex: nothing in the kernel. False is
   * -EFAULT.
   */
  public boolean copyIn(Task current, VringRequest request) {
    return copies() != Ioctls.Copies.WITHOUT_DEV_MUTEX
        || (request.first().copy(current) && copySecondIn(current, request));
  }

  /** What it does once it has given dev.mutex back, if {@code result} is no error. */
  public long copyOut(Task current, VringRequest request, long result) {
    return result == 0
            && copies() == Ioctls.Copies.WITHOUT_DEV_MUTEX
            && !copySecondOut(current, request)
        ? Errno.EFAULT
        : result;
  }

  private Ioctls.Copies copies() {
    return dev.parts().ioctls().copies();
  }

  /** Whoever only copies out, or nothing, copies nothing in. */
  private static boolean copySecondIn(Task current, VringRequest request) {
    final VringRequest.Command command = request.command();
    return command.isOut() || !command.isKnown() || request.second().copy(current);
  }

  private static boolean copySecondOut(Task current, VringRequest request) {
    return !request.command().isOut() || request.second().copy(current);
  }

  /** {@code vhost_vring_ioctl()}. Called with dev.mutex held. */
  public long vhostVringIoctl(Task current, VringRequest request) {
    try (Frame fn = current.enter(VRING_IOCTL)) {
      final Ioctls.Copies copies = copies();
      if (copies != Ioctls.Copies.WITHOUT_DEV_MUTEX && !request.first().copy(current)) {
        return Errno.EFAULT;
      }
      final VhostVirtqueue vq = dev.vqs().get(request.vq());
      final boolean copiesHere = copies == Ioctls.Copies.WITHOUT_VQ_MUTEX;
      if (copiesHere && !copySecondIn(current, request)) {
        return Errno.EFAULT;
      }
      if (!lock(current, vq)) {
        return Errno.EINTR;
      }
      if (request.command().needsStopped() && vq.privateData().get(current)) {
        vq.mutex().unlock(current);
        return Errno.EBUSY;
      }
      if (!request.command().isKnown()) {
        vq.mutex().unlock(current);
        return Errno.ENOTTY;
      }
      if (copies == Ioctls.Copies.UNDER_LOCKS && !request.second().copy(current)) {
        vq.mutex().unlock(current);
        return Errno.EFAULT;
      }
      final boolean pollStopped = change(current, vq, request);
      vq.mutex().unlock(current);
      if (pollStopped) {
        dev.vhostDevFlush(current);
      }
      return copiesHere && !copySecondOut(current, request) ? Errno.EFAULT : 0;
    }
  }

  /** Whether the eventfd that was there is not polled any more. Called with vq.mutex held. */
  private static boolean change(Task current, VhostVirtqueue vq, VringRequest request) {
    if (request.command() == VringRequest.Command.SET_KICK) {
      return changeKick(current, vq, request.eventfd());
    }
    if (request.command() == VringRequest.Command.SET_BUSYLOOP_TIMEOUT) {
      vq.useBusyLoop();
    }
    if (request.command() == VringRequest.Command.SET_ADDR) {
      vq.setAddressed(true);
    }
    return false;
  }

  /**
   * The kernel has the new file in place before it stops to poll the old one. Here it is the other way
   * round, which nobody sees: whoever looks at it has dev.mutex, or closes when no call is under way.
   */
  private static boolean changeKick(Task current, VhostVirtqueue vq, VringRequest.Eventfd fresh) {
    final boolean old = vq.kick().get(current);
    final boolean same = old ? fresh == VringRequest.Eventfd.SAME : isNone(fresh);
    if (same) {
      return false;
    }
    if (old) {
      vq.kickPoll().vhostPollStop(current);
    }
    vq.kick().set(current, !isNone(fresh));
    if (!isNone(fresh)) {
      vq.kickPoll().vhostPollStart(current);
    }
    return old;
  }

  private static boolean isNone(VringRequest.Eventfd eventfd) {
    return eventfd == VringRequest.Eventfd.NONE;
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

  private boolean lock(Task current, VhostVirtqueue vq) {
    return dev.parts().ioctls().vqLock().lock(current, vq);
  }
}
