package org.killpath.lab.vhost.device.vsock;

import java.util.Optional;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.PacketQueue;
import org.killpath.engine.primitive.Shared;
import org.killpath.lab.vhost.Drivers.Change;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostVirtqueue;
import org.killpath.lab.vhost.VhostWork;
import org.killpath.lab.vhost.device.GuestMemory;

/**
 * Host to guest: the packets that wait for the guest, and how they get onto the rx ring
 * (drivers/vhost/vsock.c, 6.12.107 and 7.3.4): P1.
 */
final class VsockRx {
  private static final CFunction SEND_PKT_WORK =
      VsockDevice.function("vhost_transport_send_pkt_work");
  private static final CFunction DO_SEND_PKT = VsockDevice.function("vhost_transport_do_send_pkt");
  private static final CFunction HANDLE_RX_KICK =
      VsockDevice.function("vhost_vsock_handle_rx_kick");

  /** Replies that may wait before the guest's packets are left alone: the tx ring's size. */
  private static final int MOST_REPLIES = 128;

  private final VhostDev dev;
  private final GuestMemory guest;
  private final PacketQueue<Packet> sendPktQueue;
  private final VhostWork sendPktWork;
  private final Shared<Integer> queuedReplies;

  VsockRx(VhostDev dev, GuestMemory guest) {
    this.dev = dev;
    this.guest = guest;
    this.sendPktQueue = new PacketQueue<>(dev.kernel(), "send_pkt_queue", dev);
    this.sendPktWork =
        new VhostWork(dev.kernel(), "send_pkt_work", VhostWork.Kind.DATA, this::sendPktWork);
    this.queuedReplies = new Shared<>(dev.kernel(), "queued_replies", dev, 0);
  }

  private VhostVirtqueue rx() {
    return dev.vqs().get(VsockDevice.RX);
  }

  private VhostVirtqueue tx() {
    return dev.vqs().get(VsockDevice.TX);
  }

  /** The packets that wait, as an observer sees them who is no task. */
  int queuedPackets() {
    return sendPktQueue.size();
  }

  /** The replies among them, likewise. */
  int queuedReplies() {
    return queuedReplies.peek();
  }

  /** {@code vhost_vsock_more_replies()}: may the guest send what asks for one more? */
  boolean vhostVsockMoreReplies(Task current) {
    return queuedReplies.get(current) < MOST_REPLIES;
  }

  /** One more packet, and somebody to put it onto the ring. */
  void append(Task current, Packet packet) {
    if (packet.reply()) {
      queuedReplies.getAndUpdate(current, replies -> replies + 1);
    }
    sendPktQueue.append(current, packet);
    queueSendPktWork(current);
  }

  void queueSendPktWork(Task current) {
    dev.vhostVqWorkQueue(current, rx(), sendPktWork);
  }

  /** The guest gets no more packets. */
  void purge(Task current) {
    sendPktQueue.purge(current);
  }

  private void sendPktWork(Task current) {
    try (Frame fn = current.enter(SEND_PKT_WORK)) {
      vhostTransportDoSendPkt(current);
    }
  }

  /** {@code vhost_vsock_handle_rx_kick()}. */
  void handleRxKick(Task current) {
    try (Frame fn = current.enter(HANDLE_RX_KICK)) {
      vhostTransportDoSendPkt(current);
    }
  }

  /** {@code vhost_transport_do_send_pkt()}. */
  private void vhostTransportDoSendPkt(Task current) {
    try (Frame fn = current.enter(DO_SEND_PKT)) {
      if (!rx().lockInHandler(current, Change.VSOCK_HANDLERS_KILLABLE)) {
        return;
      }
      boolean restartTx = false;
      if (rx().privateData().get(current) && rx().metaPrefetch(current)) {
        dev.additions().faultIn().begin(current);
        if (dev.additions().faultIn().isRingThere(current, guest.ring())) {
          rx().vhostDisableNotify(current, guest.ring());
          restartTx = sendPackets(current);
        }
        dev.additions().faultIn().end(current, rx(), sendPktWork);
      }
      rx().mutex().unlock(current);
      if (restartTx) {
        dev.vhostVqWorkQueue(current, tx(), tx().poll());
      }
    }
  }

  /** The loop, with vq[rx].mutex held. True if the guest's packets may flow again. */
  private boolean sendPackets(Task current) {
    boolean restartTx = false;
    boolean added = false;
    int packets = 0;
    int bytes = 0;
    do {
      final Optional<Packet> first = sendPktQueue.takeFirst(current);
      if (first.isEmpty()) {
        rx().vhostEnableNotify(current, guest.ring());
        break;
      }
      final Packet packet = first.get();
      if (!rx().vhostGetVqDesc(current, guest.ring())) {
        sendPktQueue.putBack(current, packet);
        break;
      }
      final boolean headerWritten = guest.buffers().copy(current);
      if (!headerWritten || !guest.buffers().copy(current)) {
        if (dev.additions().faultIn().isMissing(current)) {
          sendPktQueue.putBack(current, packet);
        }
        break;
      }
      rx().vhostAddUsed(current, guest.ring());
      added = true;
      if (packet.parts() > 1) {
        sendPktQueue.putBack(current, packet.rest());
      } else if (packet.reply()) {
        final int before = queuedReplies.getAndUpdate(current, replies -> replies - 1);
        restartTx |= before == MOST_REPLIES;
      }
      bytes += packet.bytes();
    } while (!rx().vhostExceedsWeight(current, ++packets, bytes));
    if (added) {
      rx().vhostSignal(current, guest.ring());
    }
    return restartTx;
  }
}
