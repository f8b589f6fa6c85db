package org.killpath.lab.vhost.device.net;

import java.util.Optional;
import java.util.function.Predicate;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.lab.vhost.Drivers.Change;
import org.killpath.lab.vhost.FaultIn;
import org.killpath.lab.vhost.VhostVirtqueue;

/** Host to guest: {@code handle_rx()} (drivers/vhost/net.c, 6.12.107 and 7.3.4): N4. */
final class NetRx {
  private static final CFunction HANDLE_RX = NetQueue.function("handle_rx");

  private final NetBusyPoll busyPoll;
  private final Predicate<Task> guestHasFrame;
  private NetQueue rx;
  private NetQueue tx;

  NetRx(NetBusyPoll busyPoll, Predicate<Task> guestHasFrame) {
    this.busyPoll = busyPoll;
    this.guestHasFrame = guestHasFrame;
  }

  /** The queues, which are made after their handlers. */
  void serve(NetQueue own, NetQueue paired) {
    rx = own;
    tx = paired;
  }

  /** {@code handle_rx()}. */
  void handleRx(Task current) {
    try (Frame fn = current.enter(HANDLE_RX)) {
      final VhostVirtqueue vq = rx.vq();
      if (!vq.lockInHandler(current, Change.NET_HANDLERS_KILLABLE)) {
        return;
      }
      if (vq.privateData().get(current) && vq.metaPrefetch(current)) {
        final FaultIn faultIn = vq.dev().additions().faultIn();
        faultIn.begin(current);
        if (faultIn.isRingThere(current, rx.guest().ring())) {
          vq.vhostDisableNotify(current, rx.guest().ring());
          rx.vhostNetDisableVq(current);
          rx.vhostNetSignalUsed(current, receive(current));
        }
        faultIn.end(current, vq, vq.poll());
      }
      vq.mutex().unlock(current);
    }
  }

  /**
   * The loop, with vq[rx].mutex held and the tap's poll entry off: frames pile up meanwhile. How many
   * the guest is still to be told of.
   */
  private int receive(Task current) {
    final NetTap tap = rx.tap();
    int frames = 0;
    int done = 0;
    do {
      boolean interrupted = false;
      boolean hasFrame = tap.hasFrame(current);
      if (!hasFrame && busyPoll.isEnabled(rx)) {
        rx.vhostNetSignalUsed(current, done);
        done = 0;
        interrupted = busyPoll.vhostNetBusyPoll(current, rx, tx, tap::hasFrame, guestHasFrame);
        hasFrame = tap.hasFrame(current);
      }
      if (!hasFrame) {
        if (interrupted) {
          rx.queueAgain(current);
        } else {
          rx.vhostNetEnableVq(current);
        }
        return done;
      }
      if (!rx.vq().vhostGetVqDesc(current, rx.guest().ring())) {
        return done;
      }
      if (!rx.vq().dev().additions().faultIn().areThere(current, rx.guest().buffers())) {
        return done;
      }
      final Optional<NetTap.HostFrame> frame = tap.takeFrame(current);
      if (frame.isPresent() && rx.guest().buffers().copy(current)) {
        done++;
        if (done > NetQueue.BATCH) {
          rx.vhostNetSignalUsed(current, done);
          done = 0;
        }
      }
    } while (!rx.vq().vhostExceedsWeight(current, ++frames, 0));
    return done;
  }
}
