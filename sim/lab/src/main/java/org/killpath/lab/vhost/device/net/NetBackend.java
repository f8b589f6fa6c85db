package org.killpath.lab.vhost.device.net;

import java.util.Optional;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.References;
import org.killpath.lab.vhost.uapi.Errno;

/**
 * The inner part of {@code vhost_net_set_backend()} (drivers/vhost/net.c, 6.12.107 and 7.3.4): N3.
 */
final class NetBackend {
  private final NetZeroCopy zeroCopy;

  NetBackend(NetZeroCopy zeroCopy) {
    this.zeroCopy = zeroCopy;
  }

  /**
   * Attaches the tap to a queue, or detaches it. Called with dev.mutex held. The error path waits
   * for references too, with vq.mutex held, but on frames that nobody can have sent yet.
   */
  long swap(Task current, NetQueue queue, boolean attach) {
    final boolean sends = queue.vq().index() == NetDevice.TX;
    if (attach && !queue.vq().initAccessUnlocked(current, queue.guest().ring())) {
      return Errno.EFAULT;
    }
    queue.vq().mutex().lock(current);
    final boolean old = queue.vq().privateData().get(current);
    if (old == attach) {
      queue.vq().mutex().unlock(current);
      if (old) {
        queue.vq().dev().vhostDevFlush(current);
      }
      return 0;
    }
    final Optional<References> ubufs =
        attach && sends ? zeroCopy.vhostNetUbufAlloc(current.kernel()) : Optional.empty();
    queue.vhostNetDisableVq(current);
    queue.vq().privateData().set(current, attach);
    if (!initAccess(current, queue)) {
      queue.vq().privateData().set(current, old);
      queue.vhostNetEnableVq(current);
      ubufs.ifPresent(fresh -> zeroCopy.vhostNetUbufPutAndWait(current, fresh));
      queue.vq().mutex().unlock(current);
      return Errno.EFAULT;
    }
    queue.vhostNetEnableVq(current);
    Optional<References> oldUbufs = Optional.empty();
    if (sends) {
      oldUbufs = zeroCopy.ubufs().get(current);
      zeroCopy.ubufs().set(current, ubufs);
    }
    queue.vq().mutex().unlock(current);
    oldUbufs.ifPresent(references -> {
      zeroCopy.vhostNetUbufPutAndWait(current, references);
      queue.vq().mutex().lock(current);
      queue.vq().vhostAddUsed(current, queue.guest().ring());
      queue.vq().mutex().unlock(current);
    });
    if (old) {
      queue.vq().dev().vhostDevFlush(current);
    }
    return 0;
  }

  /** {@code vhost_vq_init_access()}: nothing without a backend. */
  private static boolean initAccess(Task current, NetQueue queue) {
    return !queue.vq().privateData().get(current)
        || queue.vq().initAccessLocked(current, queue.guest().ring());
  }
}
