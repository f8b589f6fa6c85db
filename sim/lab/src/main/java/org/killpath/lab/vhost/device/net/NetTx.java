package org.killpath.lab.vhost.device.net;

import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.PacketQueue;
import org.killpath.engine.primitive.References;
import org.killpath.lab.vhost.Drivers;
import org.killpath.lab.vhost.Drivers.Change;
import org.killpath.lab.vhost.FaultIn;
import org.killpath.lab.vhost.VhostVirtqueue;

/**
 * Guest to host: {@code handle_tx()}, with and without copies (drivers/vhost/net.c, 6.12.107 and
 * 7.3.4): N5.
 *
 * <p>A copy that fails for ever would make the worker run this for ever, as the kernel does. No
 * page here is such: a copy sleeps, or fails because of a fatal signal, which ends the worker's
 * loop.
 */
final class NetTx {
  private static final CFunction HANDLE_TX = NetQueue.function("handle_tx");
  private static final CFunction HANDLE_TX_COPY = NetQueue.function("handle_tx_copy");
  private static final CFunction HANDLE_TX_ZEROCOPY = NetQueue.function("handle_tx_zerocopy");

  /** A frame of the guest's, on the ring. */
  private record GuestFrame() {}

  private final NetBusyPoll busyPoll;
  private final NetZeroCopy zeroCopy;
  private final PacketQueue<GuestFrame> ring;
  private NetQueue tx;
  private NetQueue rx;

  NetTx(Kernel kernel, NetBusyPoll busyPoll, NetZeroCopy zeroCopy) {
    this.busyPoll = busyPoll;
    this.zeroCopy = zeroCopy;
    this.ring = new PacketQueue<>(kernel, "tx ring");
  }

  /** The queues, which are made after their handlers. */
  void serve(NetQueue own, NetQueue paired) {
    tx = own;
    rx = paired;
  }

  boolean guestHasFrame(Task current) {
    return !ring.isEmpty(current);
  }

  /** P4: the guest puts a frame on the ring and kicks. */
  void guestKick(Task current) {
    ring.append(current, new GuestFrame());
    tx.vq().guestKick(current);
  }

  /** {@code handle_tx()}. */
  void handleTx(Task current) {
    try (Frame fn = current.enter(HANDLE_TX)) {
      final VhostVirtqueue vq = tx.vq();
      if (!vq.lockInHandler(current, Change.NET_HANDLERS_KILLABLE)) {
        return;
      }
      if (vq.privateData().get(current) && vq.metaPrefetch(current)) {
        faultIn().begin(current);
        if (faultIn().isRingThere(current, tx.guest().ring())) {
          vq.vhostDisableNotify(current, tx.guest().ring());
          tx.vhostNetDisableVq(current);
          try (Frame copy =
              current.enter(zeroCopy.isEnabled() ? HANDLE_TX_ZEROCOPY : HANDLE_TX_COPY)) {
            transmit(current);
          }
        }
        faultIn().end(current, vq, vq.poll());
      }
      vq.mutex().unlock(current);
    }
  }

  /**
   * The loop, with vq[tx].mutex held. Frames that are copied go out in batches, and the guest is told
   * of each batch, the last one before the queue is polled; of those sent from its own pages, one by one.
   */
  private void transmit(Task current) {
    int frames = 0;
    int done = 0;
    do {
      if (!tx.vq().vhostGetAvailIdx(current, tx.guest().ring())) {
        break;
      }
      boolean interrupted = false;
      Optional<GuestFrame> frame = ring.takeFirst(current);
      if (frame.isEmpty() && busyPoll.isEnabled(tx)) {
        tx.vhostNetSignalUsed(current, done);
        done = 0;
        interrupted =
            busyPoll.vhostNetBusyPoll(current, tx, rx, this::guestHasFrame, rx.tap()::hasFrame);
        frame = ring.takeFirst(current);
      }
      if (frame.isEmpty()) {
        if (interrupted) {
          tx.queueAgain(current);
        } else {
          tx.vq().vhostEnableNotify(current, tx.guest().ring());
        }
        break;
      }
      if (!tx.vq().vhostGetDesc(current, tx.guest().ring())) {
        ring.putBack(current, frame.get());
        break;
      }
      if (!send(current)) {
        ring.putBack(current, frame.get());
        tx.vhostNetSignalUsed(current, done);
        if (!tx.vq().dev().parts().drivers().has(Drivers.Change.TX_AWAITS_KICK)
            && !faultIn().isMissing(current)) {
          tx.vhostNetEnableVq(current);
        }
        return;
      }
      done++;
      if (zeroCopy.isEnabled() || done == NetQueue.BATCH) {
        tx.vhostNetSignalUsed(current, done);
        done = 0;
      }
    } while (!tx.vq().vhostExceedsWeight(current, ++frames, 0));
    tx.vhostNetSignalUsed(current, done);
  }

  /**
   * One frame; false if it has to be tried again. With sndbuf = INT_MAX vhost-net copies by itself,
   * and a copy that fails is to be tried again; else a send that fails counts as done.
   */
  private boolean send(Task current) {
    final Optional<References> references = zeroCopy.select(current);
    if (references.isPresent()) {
      zeroCopy.send(current, references.get(), tx);
      return !faultIn().isMissing(current);
    }
    final boolean copied = tx.guest().buffers().copy(current);
    return copied || (!tx.tap().hasUnlimitedSndbuf() && !faultIn().isMissing(current));
  }

  private FaultIn faultIn() {
    return tx.vq().dev().additions().faultIn();
  }
}
