package org.killpath.lab.vhost.device.net;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostPoll;
import org.killpath.lab.vhost.VhostWorker;
import org.killpath.lab.vhost.audit.WorkerAudits;
import org.killpath.lab.vhost.device.Device;
import org.killpath.lab.vhost.device.GuestMemory;
import org.killpath.lab.vhost.ioctl.DevRequest;
import org.killpath.lab.vhost.ioctl.IotlbMessage;
import org.killpath.lab.vhost.ioctl.VhostIoctl;
import org.killpath.lab.vhost.ioctl.VringIoctl;
import org.killpath.lab.vhost.uapi.Errno;
import org.killpath.lab.vhost.uapi.VringRequest;

/**
 * Mirrors {@code struct vhost_net} (drivers/vhost/net.c, 6.12.107 and 7.3.4): its ioctls, its flush
 * and its release. What the queues do is in the classes that it is made of.
 *
 * <p>Given up: headers, batches and merged buffers, which only say how much is copied at a time.
 */
public final class NetDevice implements Device {
  /** Host to guest. */
  public static final int RX = 0;

  /** Guest to host. */
  public static final int TX = 1;

  private static final CFunction IOCTL = NetQueue.function("vhost_net_ioctl");
  private static final CFunction FLUSH = NetQueue.function("vhost_net_flush");
  private static final CFunction SET_OWNER = NetQueue.function("vhost_net_set_owner");
  private static final CFunction RESET_OWNER = NetQueue.function("vhost_net_reset_owner");
  private static final CFunction SET_BACKEND = NetQueue.function("vhost_net_set_backend");
  private static final CFunction RELEASE = NetQueue.function("vhost_net_release");

  /**
   * How the device and its tap are used.
   *
   * @param unlimitedSndbuf the tap's sndbuf is INT_MAX, as QEMU sets it
   * @param zeroCopy frames are sent from the guest's own pages (module option experimental_zcopytx)
   * @param busyPoll VHOST_SET_VRING_BUSYLOOP_TIMEOUT was used
   */
  public record Settings(boolean unlimitedSndbuf, boolean zeroCopy, boolean busyPoll) {
    /** As QEMU has it. */
    public static final Settings USUAL = new Settings(true, false, false);
  }

  /** What VHOST_NET_SET_BACKEND attaches to a queue. */
  public enum Backend {
    NONE,
    TAP,
    /** A second tap, to which no frame comes. */
    ANOTHER_TAP
  }

  private final WorkerAudits workers = new WorkerAudits();
  private final VhostDev dev;
  private final VhostIoctl ioctl;
  private final VringIoctl vring;
  private final NetTap tap;
  private final NetZeroCopy zeroCopy;
  private final NetBackend backend;
  private final NetTx handler;
  private final NetQueue rx;
  private final NetQueue tx;

  /**
   * @param memory of the rx and the tx virtqueue, in this order
   * @param wire a frame sent without a copy has left the lower device when this is there
   */
  public NetDevice(
      Kernel kernel, Design design, List<GuestMemory> memory, Settings settings, UserPage wire) {
    this.dev = new VhostDev(kernel, design, workers);
    this.ioctl = new VhostIoctl(dev);
    this.vring = new VringIoctl(dev);
    this.tap = new NetTap(kernel, "tap", settings.unlimitedSndbuf(), wire);
    this.zeroCopy = new NetZeroCopy(dev, tap, settings.zeroCopy());
    this.backend = new NetBackend(
        zeroCopy, tap, () -> new NetTap(kernel, "another_tap", settings.unlimitedSndbuf(), wire));
    final NetBusyPoll busyPoll = new NetBusyPoll(settings.busyPoll());
    this.handler = new NetTx(kernel, busyPoll, zeroCopy);
    final NetRx receiver = new NetRx(busyPoll, handler::guestHasFrame);
    this.rx = new NetQueue(
        dev,
        "rx",
        memory.get(RX),
        receiver::handleRx,
        tap,
        (vq, work, polled) -> new VhostPoll(vq, work, polled.readable(), polled::hasFrame));
    this.tx = new NetQueue(
        dev,
        "tx",
        memory.get(TX),
        handler::handleTx,
        tap,
        (vq, work, polled) -> new VhostPoll(vq, work, polled.writable(), current -> true));
    receiver.serve(rx, tx);
    handler.serve(tx, rx);
  }

  @Override
  public VhostDev dev() {
    return dev;
  }

  @Override
  public List<VhostWorker> everyWorker() {
    return workers.workers();
  }

  /** Both queues get their eventfds, then the tap. */
  @Override
  public long start(Task current) {
    for (NetQueue queue : List.of(rx, tx)) {
      final UserPage argument = queue.guest().ring().used();
      final long result = ioctl(
          current,
          new VringRequest(VringRequest.Command.SET_KICK, queue.vq().index(), argument, argument));
      if (result != 0) {
        return result;
      }
    }
    final long result = setBackend(current, RX, Backend.TAP);
    return result != 0 ? result : setBackend(current, TX, Backend.TAP);
  }

  /** A frame arrives on the tap. */
  @Override
  public void arrive(Task current) {
    tap.frameArrives(current);
  }

  /** The guest sends a frame, and kicks. */
  public void guestSends(Task current) {
    handler.guestKick(current);
  }

  /** The guest has put new buffers on the rx ring, and kicks. */
  public void guestRefills(Task current) {
    rx.vq().guestKick(current);
  }

  // --- ioctls

  /** {@code vhost_net_set_owner()}, VHOST_SET_OWNER: D1, and a flush if it was the first. */
  @Override
  public long setOwner(Task current) {
    try (Frame fn = current.enter(SET_OWNER)) {
      if (!dev.lockForIoctl(current)) {
        return Errno.EINTR;
      }
      final long result;
      if (dev.hasOwner(current)) {
        result = Errno.EBUSY;
      } else {
        result = dev.vhostDevSetOwner(current);
        vhostNetFlush(current);
      }
      dev.mutex().unlock(current);
      return result;
    }
  }

  /** {@code vhost_net_ioctl()}, default case with a device ioctl: D2. */
  @Override
  public long ioctl(Task current, DevRequest request) {
    try (Frame fn = current.enter(IOCTL)) {
      if (!ioctl.copyIn(current, request)) {
        return Errno.EFAULT;
      }
      if (!dev.lockForIoctl(current)) {
        return Errno.EINTR;
      }
      final long result = ioctl.vhostDevIoctl(current, request);
      vhostNetFlush(current);
      dev.mutex().unlock(current);
      return ioctl.copyOut(current, request, result);
    }
  }

  /** {@code vhost_net_ioctl()}, default case with a vring ioctl: D2. */
  @Override
  public long ioctl(Task current, VringRequest request) {
    try (Frame fn = current.enter(IOCTL)) {
      if (!vring.copyIn(current, request)) {
        return Errno.EFAULT;
      }
      if (!dev.lockForIoctl(current)) {
        return Errno.EINTR;
      }
      final long result;
      if (dev.isOwnedBy(current)) {
        result = vring.vhostVringIoctl(current, request);
      } else {
        result = Errno.EPERM;
        vhostNetFlush(current);
      }
      dev.mutex().unlock(current);
      return vring.copyOut(current, request, result);
    }
  }

  /** An IOTLB message that was written to the device. */
  public long iotlb(Task current, IotlbMessage message) {
    return ioctl.vhostChrWriteIter(current, message);
  }

  /** {@code vhost_net_set_backend()}, VHOST_NET_SET_BACKEND: N3. */
  public long setBackend(Task current, int index, Backend wanted) {
    try (Frame fn = current.enter(SET_BACKEND)) {
      final NetQueue queue = index == RX ? rx : tx;
      if (!dev.lockForIoctl(current)) {
        return Errno.EINTR;
      }
      final long result =
          dev.isOwnedBy(current) ? backend.swap(current, queue, wanted) : Errno.EPERM;
      dev.mutex().unlock(current);
      return result;
    }
  }

  /** {@code vhost_net_reset_owner()}, VHOST_RESET_OWNER: D8, all of it under dev.mutex. */
  public long resetOwner(Task current) {
    try (Frame fn = current.enter(RESET_OWNER)) {
      if (!dev.lockForIoctl(current)) {
        return Errno.EINTR;
      }
      if (!dev.isOwnedBy(current)) {
        dev.mutex().unlock(current);
        return Errno.EPERM;
      }
      vhostNetStop(current);
      vhostNetFlush(current);
      dev.vhostDevStop(current);
      dev.vhostDevResetOwner(current);
      zeroCopy.ubufs().set(current, Optional.empty());
      dev.mutex().unlock(current);
      return 0;
    }
  }

  // --- stopping

  /** {@code vhost_net_flush()}: N1. */
  private void vhostNetFlush(Task current) {
    try (Frame fn = current.enter(FLUSH)) {
      dev.vhostDevFlush(current);
      zeroCopy.flush(current, tx);
    }
  }

  /** {@code vhost_net_stop()}. */
  private void vhostNetStop(Task current) {
    tx.vhostNetStopVq(current);
    rx.vhostNetStopVq(current);
  }

  /** {@code vhost_net_release()}: D7n, at the last close. Nobody holds dev.mutex. */
  @Override
  public void release(Task current) {
    try (Frame fn = current.enter(RELEASE)) {
      vhostNetStop(current);
      vhostNetFlush(current);
      dev.vhostDevStop(current);
      dev.vhostDevCleanup(current);
      zeroCopy.ubufs().set(current, Optional.empty());
      dev.kernel().rcu().synchronize(current);
      vhostNetFlush(current);
      dev.free(current);
    }
  }
}
