package org.killpath.lab.vhost.device.vsock;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.Shared;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Difference;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostVirtqueue;
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
 * Mirrors {@code struct vhost_vsock} (drivers/vhost/vsock.c, 6.12.107 and 7.3.4): its ioctls,
 * its release, and who may send to it. Its start and stop, and what the queues do, are in the
 * classes that it is made of.
 *
 * <p>Given up: what a guest packet makes the socket layer do (its replies are sent by the
 * scenario), and the access check of rings that are laid out wrongly.
 */
public final class VsockDevice implements Device {
  /** Host to guest. */
  public static final int RX = 0;

  /** Guest to host. */
  public static final int TX = 1;

  private static final CFunction DEV_IOCTL = function("vhost_vsock_dev_ioctl");
  private static final CFunction FLUSH = function("vhost_vsock_flush");
  private static final CFunction RELEASE = function("vhost_vsock_dev_release");
  private static final CFunction SEND_PKT = function("vhost_transport_send_pkt");

  private final WorkerAudits workers = new WorkerAudits();
  private final VhostDev dev;
  private final VhostIoctl ioctl;
  private final VringIoctl vring;
  private final List<GuestMemory> memory;
  private final Mutex vhostVsockMutex;
  private final Shared<Boolean> hashed;
  private final VsockRx hostToGuest;
  private final VsockTx guestToHost;
  private final VsockRunning running;

  /** With {@code memory} of the rx and the tx virtqueue, in this order. */
  public VsockDevice(Kernel kernel, Design design, List<GuestMemory> memory) {
    this(kernel, design, memory, Optional.empty(), Optional.empty());
  }

  /**
   * Likewise.
   *
   * @param socket the host's socket that the guest's packets are for, if somebody uses it
   * @param first another such device of the machine; empty if it is the first one
   */
  public VsockDevice(
      Kernel kernel,
      Design design,
      List<GuestMemory> memory,
      Optional<HostSocket> socket,
      Optional<VsockDevice> first) {
    this.dev = new VhostDev(kernel, design, workers);
    this.ioctl = new VhostIoctl(dev);
    this.vring = new VringIoctl(dev);
    this.memory = List.copyOf(memory);
    this.vhostVsockMutex = first
        .map(other -> other.vhostVsockMutex)
        .orElseGet(() -> new Mutex(kernel, "vhost_vsock_mutex"));
    this.hashed = new Shared<>(kernel, "vhost_vsock_hash", true);
    this.hostToGuest = new VsockRx(dev, memory.get(RX));
    this.guestToHost = new VsockTx(dev, memory.get(TX), hostToGuest, socket);
    this.running = new VsockRunning(dev, this.memory, hostToGuest);
    dev.addVirtqueue("handle_rx_kick", hostToGuest::handleRxKick);
    dev.addVirtqueue("handle_tx_kick", guestToHost::handleTxKick);
  }

  static CFunction function(String name) {
    return new CFunction(name, "drivers/vhost/vsock.c");
  }

  @Override
  public VhostDev dev() {
    return dev;
  }

  @Override
  public List<VhostWorker> everyWorker() {
    return workers.workers();
  }

  public VhostVirtqueue rx() {
    return dev.vqs().get(RX);
  }

  public VhostVirtqueue tx() {
    return dev.vqs().get(TX);
  }

  /** The packets that wait for the guest, as an observer sees them who is no task. */
  public int queuedPackets() {
    return hostToGuest.queuedPackets();
  }

  /** The replies among them, by the count that the driver keeps. */
  public int queuedReplies() {
    return hostToGuest.queuedReplies();
  }

  @Override
  public long setOwner(Task current) {
    return ioctl(current, VhostIoctl.DevCommand.SET_OWNER);
  }

  @Override
  public long start(Task current) {
    return setRunning(current, true);
  }

  @Override
  public void arrive(Task current) {
    vhostTransportSendPkt(current, Packet.fromHost());
  }

  /** {@code vhost_vsock_dev_ioctl()}, default case with a device ioctl: D2. */
  @Override
  public long ioctl(Task current, DevRequest request) {
    try (Frame fn = current.enter(DEV_IOCTL)) {
      if (!ioctl.copyIn(current, request)) {
        return Errno.EFAULT;
      }
      if (!dev.lockForIoctl(current)) {
        return Errno.EINTR;
      }
      final long result = ioctl.vhostDevIoctl(current, request);
      vhostVsockFlush(current);
      dev.mutex().unlock(current);
      return ioctl.copyOut(current, request, result);
    }
  }

  /**
   * {@code vhost_vsock_dev_ioctl()}, default case with a vring ioctl: D2. Who is not the owner
   * flushes too.
   */
  @Override
  public long ioctl(Task current, VringRequest request) {
    try (Frame fn = current.enter(DEV_IOCTL)) {
      if (!vring.copyIn(current, request)) {
        return Errno.EFAULT;
      }
      if (!dev.lockForIoctl(current)) {
        return Errno.EINTR;
      }
      final long result = ownersVringIoctl(current, () -> vring.vhostVringIoctl(current, request));
      dev.mutex().unlock(current);
      return vring.copyOut(current, request, result);
    }
  }

  private long ownersVringIoctl(Task current, LongSupplier vringIoctl) {
    if (dev.isOwnedBy(current)) {
      return vringIoctl.getAsLong();
    }
    vhostVsockFlush(current);
    return Errno.EPERM;
  }

  /** {@code vhost_vsock_dev_ioctl()}, VHOST_VSOCK_SET_RUNNING. */
  public long setRunning(Task current, boolean run) {
    try (Frame fn = current.enter(DEV_IOCTL)) {
      return run ? running.vhostVsockStart(current) : running.vhostVsockStop(current, true);
    }
  }

  /** VHOST_SET_FEATURES, which does not flush; with VIRTIO_F_ACCESS_PLATFORM an IOTLB is used. */
  public long setFeatures(Task current, boolean accessPlatform) {
    try (Frame fn = current.enter(DEV_IOCTL)) {
      if (!dev.lockForIoctl(current)) {
        return Errno.EINTR;
      }
      if (accessPlatform) {
        ioctl.vhostInitDeviceIotlb(current);
      } else {
        ioctl.acceptFeatures(current);
      }
      dev.mutex().unlock(current);
      return 0;
    }
  }

  /**
   * VHOST_RESET_OWNER, in a version that has it: as {@code vhost_net_reset_owner()}, all of it under
   * dev.mutex. In others it is an unknown vring ioctl.
   */
  public long resetOwner(Task current) {
    try (Frame fn = current.enter(DEV_IOCTL)) {
      if (!dev.lockForIoctl(current)) {
        return Errno.EINTR;
      }
      final long result;
      if (dev.parts().has(Difference.VSOCK_RESET_OWNER)) {
        result = dev.isOwnedBy(current) ? resetTheOwner(current) : Errno.EPERM;
      } else {
        result = ownersVringIoctl(current, () -> vring.vhostVringIoctlUnknown(current));
      }
      dev.mutex().unlock(current);
      return result;
    }
  }

  private long resetTheOwner(Task current) {
    running.dropBackends(current);
    vhostVsockFlush(current);
    dev.vhostDevStop(current);
    dev.vhostDevResetOwner(current);
    return 0;
  }

  /** A write of an IOTLB message. */
  public long iotlb(Task current, IotlbMessage message) {
    return ioctl.vhostChrWriteIter(current, message);
  }

  private void vhostVsockFlush(Task current) {
    try (Frame fn = current.enter(FLUSH)) {
      dev.vhostDevFlush(current);
    }
  }

  /** {@code vhost_vsock_dev_release()}: D7, at the last close. */
  @Override
  public void release(Task current) {
    try (Frame fn = current.enter(RELEASE)) {
      vhostVsockMutex.lock(current);
      hashed.set(current, false);
      vhostVsockMutex.unlock(current);
      dev.kernel().rcu().synchronize(current);
      running.vhostVsockStop(current, dev.parts().releaseNeedsOwner());
      vhostVsockFlush(current);
      dev.vhostDevStop(current);
      hostToGuest.purge(current);
      dev.vhostDevCleanup(current);
      dev.free(current);
    }
  }

  /** {@code vhost_transport_send_pkt()}: P3, a packet of the host. False if nobody is there. */
  public boolean vhostTransportSendPkt(Task current, Packet packet) {
    try (Frame fn = current.enter(SEND_PKT)) {
      dev.kernel().rcu().readLock(current);
      if (!hashed.get(current)) {
        dev.kernel().rcu().readUnlock(current);
        return false;
      }
      if (dev.parts().has(Difference.SEND_NEEDS_BACKEND) && !rx().privateData().get(current)) {
        dev.kernel().rcu().readUnlock(current);
        return false;
      }
      hostToGuest.append(current, packet);
      dev.kernel().rcu().readUnlock(current);
      return true;
    }
  }

  /** P4: the guest puts a packet on the tx ring and kicks; nobody hears it without an eventfd. */
  public void guestKick(Task current, Packet packet) {
    guestKick(current, packet, 1);
  }

  /** Likewise, {@code count} equal packets and one kick. */
  public void guestKick(Task current, Packet packet, int count) {
    guestToHost.guestKick(current, packet, count);
  }
}
