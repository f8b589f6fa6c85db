package org.killpath.lab.vhost.device.net;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.References;
import org.killpath.engine.primitive.Shared;
import org.killpath.lab.vhost.Drivers;
import org.killpath.lab.vhost.VhostDev;

/**
 * Frames that are sent from the guest's own pages ({@code struct vhost_net_ubuf_ref},
 * drivers/vhost/net.c, 6.12.107 and 7.3.4). The lower device has a reference for each until it has
 * sent it; whoever stops the queue waits for the last one.
 */
final class NetZeroCopy {
  private static final CFunction PUT_AND_WAIT = NetQueue.function("vhost_net_ubuf_put_and_wait");
  private static final CFunction COMPLETE = NetQueue.function("vhost_zerocopy_complete");

  private final VhostDev dev;
  private final NetTap tap;
  private final boolean enabled;
  private final Shared<Optional<References>> ubufs;
  private final Shared<Boolean> txFlush;

  NetZeroCopy(VhostDev dev, NetTap tap, boolean enabled) {
    this.dev = dev;
    this.tap = tap;
    this.enabled = enabled;
    this.ubufs = new Shared<>(dev.kernel(), "nvq.ubufs", dev, Optional.empty());
    this.txFlush = new Shared<>(dev.kernel(), "net.tx_flush", dev, false);
  }

  /** {@code vhost_net_ubuf_alloc()}: nothing unless zero copy was asked for. */
  Optional<References> vhostNetUbufAlloc(Kernel kernel) {
    return enabled
        ? Optional.of(new References(kernel, "ubufs", () -> List.of()))
        : Optional.empty();
  }

  boolean isEnabled() {
    return enabled;
  }

  Shared<Optional<References>> ubufs() {
    return ubufs;
  }

  /** May a frame be sent without a copy now? Called with vq[tx].mutex held. */
  Optional<References> select(Task current) {
    return enabled && !txFlush.get(current) ? ubufs.get(current) : Optional.empty();
  }

  /** Hands a frame to the lower device. Called with vq[tx].mutex held. */
  void send(Task current, References references, NetQueue tx) {
    references.get(current);
    if (!tx.guest().buffers().pin(current)) {
      references.put(current);
      return;
    }
    tap.sendZeroCopy(current, callback -> vhostZerocopyComplete(callback, references, tx));
  }

  /** {@code vhost_zerocopy_complete()}: the worker is to tell the guest. */
  private void vhostZerocopyComplete(Task current, References references, NetQueue tx) {
    try (Frame fn = current.enter(COMPLETE)) {
      if (dev.parts().drivers().has(Drivers.Change.CALLBACK_QUEUES_FIRST)) {
        tx.queueAgain(current);
        references.put(current);
        return;
      }
      dev.kernel().rcu().readLock(current);
      if (references.put(current) <= 1) {
        tx.queueAgain(current);
      }
      dev.kernel().rcu().readUnlock(current);
    }
  }

  /** The second half of {@code vhost_net_flush()}: N1. */
  void flush(Task current, NetQueue tx) {
    final Optional<References> references = ubufs.get(current);
    if (references.isEmpty()) {
      return;
    }
    tx.vq().mutex().lock(current);
    txFlush.set(current, true);
    tx.vq().mutex().unlock(current);
    vhostNetUbufPutAndWait(current, references.get());
    tx.vq().mutex().lock(current);
    txFlush.set(current, false);
    references.get().renew(current);
    tx.vq().mutex().unlock(current);
  }

  /** {@code vhost_net_ubuf_put_and_wait()}. */
  void vhostNetUbufPutAndWait(Task current, References references) {
    try (Frame fn = current.enter(PUT_AND_WAIT)) {
      references.put(current);
      references.awaitZero(current);
    }
  }
}
