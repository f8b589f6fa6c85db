package org.killpath.lab.vhost.device.net;

import java.util.Optional;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.primitive.PacketQueue;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.primitive.WaitQueue;

/**
 * The tap socket behind vhost-net, as far as the driver meets it (drivers/net/tun.c). It is a file
 * of its own and outlives the device.
 */
final class NetTap {
  /** A frame of the host's, on its way to the guest. */
  record HostFrame() {}

  private final Kernel kernel;
  private final boolean unlimitedSndbuf;
  private final UserPage wire;
  private final PacketQueue<HostFrame> toGuest;
  private final WaitQueue readable;
  private final WaitQueue writable;

  /**
   * @param name what traces call it
   * @param unlimitedSndbuf sndbuf is INT_MAX
   * @param wire a frame that was sent without a copy has left the lower device when this is there
   */
  NetTap(Kernel kernel, String name, boolean unlimitedSndbuf, UserPage wire) {
    this.kernel = kernel;
    this.unlimitedSndbuf = unlimitedSndbuf;
    this.wire = wire;
    this.toGuest = new PacketQueue<>(kernel, name + ".tx_ring");
    this.readable = new WaitQueue(kernel, name + ".wait_in");
    this.writable = new WaitQueue(kernel, name + ".wait_out");
  }

  boolean hasUnlimitedSndbuf() {
    return unlimitedSndbuf;
  }

  /** Woken when a frame arrives. */
  WaitQueue readable() {
    return readable;
  }

  /** Woken when there is room to send again. There always is, here. */
  WaitQueue writable() {
    return writable;
  }

  /** {@code tun_net_xmit()}: the host sends a frame to the guest. */
  void frameArrives(Task current) {
    toGuest.append(current, new HostFrame());
    readable.wakeUp(current);
  }

  boolean hasFrame(Task current) {
    return !toGuest.isEmpty(current);
  }

  Optional<HostFrame> takeFrame(Task current) {
    return toGuest.takeFirst(current);
  }

  /** Sends from the guest's own pages: the lower device calls back when it no longer needs them. */
  void sendZeroCopy(Task current, Body callback) {
    kernel.start(kernel.createKthread(current, "ksoftirqd", "lower-device", worker -> {
      wire.copy(worker);
      callback.run(worker);
    }));
  }
}
