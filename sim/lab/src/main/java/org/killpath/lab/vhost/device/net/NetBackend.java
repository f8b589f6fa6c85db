package org.killpath.lab.vhost.device.net;

import java.util.Optional;
import java.util.function.Supplier;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.References;
import org.killpath.lab.vhost.InitAccess;
import org.killpath.lab.vhost.device.net.NetDevice.Backend;
import org.killpath.lab.vhost.uapi.Errno;

/**
 * The inner part of {@code vhost_net_set_backend()} (drivers/vhost/net.c, 6.12.107 and 7.3.4): N3.
 */
final class NetBackend {
  private final NetZeroCopy zeroCopy;
  private final NetTap first;
  private final Supplier<NetTap> makesAnother;

  /** Made when somebody wants it; guarded by dev.mutex. */
  private volatile Optional<NetTap> another = Optional.empty();

  NetBackend(NetZeroCopy zeroCopy, NetTap first, Supplier<NetTap> makesAnother) {
    this.zeroCopy = zeroCopy;
    this.first = first;
    this.makesAnother = makesAnother;
  }

  /**
   * Attaches a tap to a queue in the place of what was there, or detaches it. Called with dev.mutex
   * held. The error path waits for references too, with vq.mutex held, but on frames that nobody can
   * have sent yet.
   */
  long swap(Task current, NetQueue queue, Backend wanted) {
    final boolean attach = wanted != Backend.NONE;
    final boolean sends = queue.vq().index() == NetDevice.TX;
    if (attach && !new InitAccess(queue.vq()).unlocked(current, queue.guest().ring())) {
      return Errno.EFAULT;
    }
    queue.vq().mutex().lock(current);
    final boolean old = queue.vq().privateData().get(current);
    final NetTap before = queue.tap();
    final NetTap after = attach ? tap(wanted) : before;
    if (old == attach && (!old || after == before)) {
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
    queue.use(after);
    if (!initAccess(current, queue)) {
      queue.vq().privateData().set(current, old);
      queue.use(before);
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

  private NetTap tap(Backend wanted) {
    if (wanted == Backend.TAP) {
      return first;
    }
    final NetTap second = another.orElseGet(makesAnother);
    another = Optional.of(second);
    return second;
  }

  /** {@code vhost_vq_init_access()}: nothing without a backend. */
  private static boolean initAccess(Task current, NetQueue queue) {
    return !queue.vq().privateData().get(current)
        || new InitAccess(queue.vq()).locked(current, queue.guest().ring());
  }
}
