package org.killpath.lab.vhost.device.vsock;

import java.util.Collections;
import java.util.Optional;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.PacketQueue;
import org.killpath.lab.vhost.Drivers;
import org.killpath.lab.vhost.Drivers.Change;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostVirtqueue;
import org.killpath.lab.vhost.device.GuestMemory;

/**
 * Guest to host: the packets on the tx ring, and their handler (drivers/vhost/vsock.c, 6.12.107 and
 * 7.3.4): P2.
 */
final class VsockTx {
  private static final CFunction HANDLE_TX_KICK =
      VsockDevice.function("vhost_vsock_handle_tx_kick");

  private final VhostDev dev;
  private final GuestMemory guest;
  private final VsockRx replies;
  private final Optional<HostSocket> socket;
  private final PacketQueue<Packet> ring;

  /**
   * @param replies what the guest's packets are answered by, and what they have to wait for
   * @param socket whom they are for, if anybody else uses it
   */
  VsockTx(VhostDev dev, GuestMemory guest, VsockRx replies, Optional<HostSocket> socket) {
    this.dev = dev;
    this.guest = guest;
    this.replies = replies;
    this.socket = socket;
    this.ring = new PacketQueue<>(dev.kernel(), "tx ring");
    if (dev.parts().drivers().has(Drivers.Change.SOCKET_BACKLOG)) {
      socket.ifPresent(HostSocket::keepBacklog);
    }
  }

  private VhostVirtqueue tx() {
    return dev.vqs().get(VsockDevice.TX);
  }

  /** P4: {@code count} equal packets and one kick. */
  void guestKick(Task current, Packet packet, int count) {
    ring.appendAll(current, Collections.nCopies(count, packet));
    tx().guestKick(current);
  }

  /** {@code vhost_vsock_handle_tx_kick()}. */
  void handleTxKick(Task current) {
    try (Frame fn = current.enter(HANDLE_TX_KICK)) {
      if (!tx().lockInHandler(current, Change.VSOCK_HANDLERS_KILLABLE)) {
        return;
      }
      if (tx().privateData().get(current) && tx().metaPrefetch(current)) {
        dev.additions().faultIn().begin(current);
        if (dev.additions().faultIn().isRingThere(current, guest.ring())) {
          tx().vhostDisableNotify(current, guest.ring());
          receivePackets(current);
        }
        dev.additions().faultIn().end(current, tx(), tx().poll());
      }
      tx().mutex().unlock(current);
    }
  }

  /** The loop, with vq[tx].mutex held, and a signal to the guest if it got something. */
  private void receivePackets(Task current) {
    if (receive(current)) {
      tx().vhostSignal(current, guest.ring());
    }
  }

  private boolean receive(Task current) {
    boolean added = false;
    int packets = 0;
    int bytes = 0;
    do {
      if (!replies.vhostVsockMoreReplies(current)
          || !tx().vhostGetAvailIdx(current, guest.ring())) {
        return added;
      }
      final Optional<Packet> packet = ring.takeFirst(current);
      if (packet.isEmpty()) {
        tx().vhostEnableNotify(current, guest.ring());
        return added;
      }
      if (!tx().vhostGetDesc(current, guest.ring())) {
        ring.putBack(current, packet.get());
        return added;
      }
      bytes += packet.get().bytes();
      if (guest.buffers().copy(current)) {
        socket.ifPresent(host -> host.recvPkt(current));
        tx().vhostAddUsed(current, guest.ring());
        added = true;
      } else if (dev.additions().faultIn().isMissing(current)) {
        ring.putBack(current, packet.get());
        return added;
      }
    } while (!tx().vhostExceedsWeight(current, ++packets, bytes));
    return added;
  }
}
