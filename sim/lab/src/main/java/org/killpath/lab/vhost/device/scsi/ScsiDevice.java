package org.killpath.lab.vhost.device.scsi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.killpath.engine.kernel.Body;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.Mutex;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.Difference;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostWorker;
import org.killpath.lab.vhost.audit.WorkerAudits;
import org.killpath.lab.vhost.device.Device;
import org.killpath.lab.vhost.device.GuestMemory;
import org.killpath.lab.vhost.ioctl.DevRequest;
import org.killpath.lab.vhost.ioctl.VhostIoctl;
import org.killpath.lab.vhost.ioctl.VringIoctl;
import org.killpath.lab.vhost.uapi.Errno;
import org.killpath.lab.vhost.uapi.VringRequest;

/**
 * Mirrors {@code struct vhost_scsi} (drivers/vhost/scsi.c, 6.12.107 and 7.3.4): its ioctls, its
 * endpoint and its release. What the queues do is in the classes that it is made of.
 *
 * <p>Given up: more than one portal group of a device, and the log of a request's descriptors, which
 * {@code vhost_scsi_log_write()} keeps from 6.16 on beside that of the used ring.
 */
public final class ScsiDevice implements Device {
  /** The control queue. */
  public static final int CTL = 0;

  /** The event queue. */
  public static final int EVT = 1;

  /** The first request queue. */
  public static final int IO = 2;

  static final CFunction IOCTL = ScsiVirtqueue.function("vhost_scsi_ioctl");
  private static final CFunction RELEASE = ScsiVirtqueue.function("vhost_scsi_release");

  /**
   * How the device is used.
   *
   * @param ioctlsFlush does the default ioctl path flush, where the kernel's version is not said?
   * @param hotPlug has the guest asked for VIRTIO_SCSI_F_HOTPLUG?
   */
  public record Settings(boolean ioctlsFlush, boolean hotPlug) {}

  private final WorkerAudits workers = new WorkerAudits();
  private final VhostDev dev;
  private final VhostIoctl ioctl;
  private final VringIoctl vring;
  private final ScsiWorkerIoctls workerIoctls;
  private final boolean ioctlsFlush;
  private final List<GuestMemory> memory;
  private final List<ScsiVirtqueue> vqs = new ArrayList<>();
  private final ScsiFabric fabric;
  private final ScsiTarget target;
  private final ScsiEvents events;
  private final ScsiEndpoint endpoint;

  /**
   * @param memory of the virtqueues, in their order
   * @param medium the storage behind the target, for the commands of each virtqueue
   * @param ioctlsFlush does the default ioctl path flush, where the kernel's version is not said?
   */
  public ScsiDevice(
      Kernel kernel,
      Design design,
      List<GuestMemory> memory,
      IntFunction<UserPage> medium,
      boolean ioctlsFlush) {
    this(kernel, design, memory, medium, new Settings(ioctlsFlush, true), Optional.empty());
  }

  /**
   * Likewise, as one of several.
   *
   * @param others where the portal groups of the others are; empty if it is the first one
   */
  public ScsiDevice(
      Kernel kernel,
      Design design,
      List<GuestMemory> memory,
      IntFunction<UserPage> medium,
      Settings settings,
      Optional<ScsiFabric> others) {
    this.dev = new VhostDev(kernel, design, workers);
    this.ioctl = new VhostIoctl(dev);
    this.vring = new VringIoctl(dev);
    this.workerIoctls = new ScsiWorkerIoctls(dev);
    this.ioctlsFlush = settings.ioctlsFlush();
    this.memory = List.copyOf(memory);
    this.fabric = others.orElseGet(() -> new ScsiFabric(kernel));
    this.target = new ScsiTarget(kernel, medium);
    fabric.add(target);
    this.events = new ScsiEvents(dev, target, settings.hotPlug());
    this.endpoint = new ScsiEndpoint(dev, vqs, fabric, target, events);
    final ScsiControl control = new ScsiControl(dev);
    final ScsiRequests requests = new ScsiRequests(dev, target);
    control.serve(addVirtqueue("ctl_handle_kick", control::vhostScsiCtlHandleKick));
    events.serve(addVirtqueue("evt_handle_kick", events::vhostScsiEvtHandleKick));
    for (int vq = IO; vq < memory.size(); vq++) {
      final int index = vq;
      addVirtqueue("handle_kick", current -> requests.vhostScsiHandleKick(current, vqs.get(index)));
    }
  }

  private ScsiVirtqueue addVirtqueue(String handlerName, Body handleKick) {
    final ScsiVirtqueue svq =
        new ScsiVirtqueue(dev, memory.get(vqs.size()), handlerName, handleKick);
    vqs.add(svq);
    return svq;
  }

  @Override
  public VhostDev dev() {
    return dev;
  }

  @Override
  public List<VhostWorker> everyWorker() {
    return workers.workers();
  }

  /** One virtqueue with its requests. */
  public ScsiVirtqueue vq(int index) {
    return vqs.get(index);
  }

  @Override
  public long setOwner(Task current) {
    return ioctl(current, VhostIoctl.DevCommand.SET_OWNER);
  }

  /** Every queue gets its eventfd, then the endpoint. */
  @Override
  public long start(Task current) {
    for (ScsiVirtqueue svq : vqs) {
      final UserPage argument = svq.guest().ring().used();
      final long result = ioctl(
          current,
          new VringRequest(VringRequest.Command.SET_KICK, svq.vq().index(), argument, argument));
      if (result != 0) {
        return result;
      }
    }
    return setEndpoint(current);
  }

  /** A command arrives from the guest on the first request queue. */
  @Override
  public void arrive(Task current) {
    vq(IO).guestKick(current, GuestRequest.COMMAND);
  }

  /** configfs: a LUN is linked to the portal group. */
  public void hotPlug(Task current) {
    events.vhostScsiPortLink(current);
  }

  /** Where its portal group is, among those of the machine. */
  public ScsiFabric fabric() {
    return fabric;
  }

  /** The mutex of its portal group. */
  public Mutex tvTpgMutex() {
    return target.tvTpgMutex();
  }

  // --- ioctls

  /** {@code vhost_scsi_ioctl()}, default case with a device ioctl: D2. */
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
      flushAfterIoctl(current);
      dev.mutex().unlock(current);
      return ioctl.copyOut(current, request, result);
    }
  }

  /** {@code vhost_scsi_ioctl()}, default case with a vring ioctl: D2. */
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
        flushAfterIoctl(current);
      }
      dev.mutex().unlock(current);
      return vring.copyOut(current, request, result);
    }
  }

  private void flushAfterIoctl(Task current) {
    final boolean flushes = dev.parts().has(Difference.SCSI_IOCTLS_FLUSH)
        || (ioctlsFlush && !dev.parts().has(Difference.SCSI_IOCTLS_DO_NOT_FLUSH));
    if (flushes) {
      endpoint.vhostScsiFlush(current);
    }
  }

  /** VHOST_NEW_WORKER: the new worker's id. */
  public long newWorker(Task current) {
    return workerIoctls.newWorker(current, Optional.empty());
  }

  /** VHOST_FREE_WORKER. */
  public long freeWorker(Task current, int id) {
    return workerIoctls.freeWorker(current, id, Optional.empty());
  }

  /** VHOST_ATTACH_VRING_WORKER. */
  public long attachVringWorker(Task current, int vq, int id) {
    return workerIoctls.attachVringWorker(current, vq, id, Optional.empty());
  }

  /** Those about workers, with an argument somewhere else. */
  public ScsiWorkerIoctls workerIoctls() {
    return workerIoctls;
  }

  /**
   * VHOST_SCSI_SET_EVENTS_MISSED, by whoever has the device open: no dev.mutex, and no owner check.
   * The argument is copied in before vq[evt].mutex is taken.
   */
  public long setEventsMissed(Task current, boolean missed, Optional<UserPage> argument) {
    try (Frame fn = current.enter(IOCTL)) {
      return argument.isEmpty() || argument.get().copy(current)
          ? events.setMissed(current, missed)
          : Errno.EFAULT;
    }
  }

  /** VHOST_SCSI_GET_EVENTS_MISSED, likewise; it is copied out once the mutex was given back. */
  public long getEventsMissed(Task current, Optional<UserPage> argument) {
    try (Frame fn = current.enter(IOCTL)) {
      final long result = events.getMissed(current);
      return result != 0 || argument.isEmpty() || argument.get().copy(current)
          ? result
          : Errno.EFAULT;
    }
  }

  /** VHOST_SCSI_SET_ENDPOINT. */
  public long setEndpoint(Task current) {
    try (Frame fn = current.enter(IOCTL)) {
      return endpoint.vhostScsiSetEndpoint(current);
    }
  }

  /** VHOST_SCSI_CLEAR_ENDPOINT. */
  public long clearEndpoint(Task current) {
    try (Frame fn = current.enter(IOCTL)) {
      return endpoint.vhostScsiClearEndpoint(current);
    }
  }

  /** {@code vhost_scsi_release()}: D7s, at the last close. */
  @Override
  public void release(Task current) {
    try (Frame fn = current.enter(RELEASE)) {
      endpoint.vhostScsiClearEndpoint(current);
      dev.vhostDevStop(current);
      dev.vhostDevCleanup(current);
      dev.free(current);
    }
  }
}
