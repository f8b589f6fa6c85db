package org.killpath.lab.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.VringMemory;
import org.killpath.lab.vhost.device.Device;
import org.killpath.lab.vhost.device.GuestMemory;
import org.killpath.lab.vhost.device.net.NetDevice;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;
import org.killpath.lab.vhost.device.vsock.HostSocket;
import org.killpath.lab.vhost.device.vsock.VsockDevice;

/**
 * What surrounds a device: the guest's memory, what lies behind the device, and how it is used.
 * Everything is present and usual unless a script says otherwise.
 */
public final class DeviceSetting {
  private final UserPage present;
  private final Map<Integer, UserPage> rings = new HashMap<>();
  private final Map<Integer, UserPage> descriptors = new HashMap<>();
  private final Map<Integer, UserPage> available = new HashMap<>();
  private final Map<Integer, UserPage> used = new HashMap<>();
  private final Map<Integer, UserPage> buffers = new HashMap<>();
  private final Map<Integer, UserPage> responses = new HashMap<>();
  private final Map<Integer, UserPage> medium = new HashMap<>();
  private final Map<Integer, UserPage> data = new HashMap<>();
  private UserPage wire;
  private UserPage log;
  private Optional<HostSocket> socket = Optional.empty();
  private boolean kthread;
  private NetDevice.Settings net = NetDevice.Settings.USUAL;
  private boolean scsiIoctlsFlush;

  DeviceSetting(UserPage present) {
    this.present = present;
    this.wire = present;
  }

  /** The ring of virtqueue {@code vq} lies on {@code page}. */
  public void ring(int vq, UserPage page) {
    rings.put(vq, page);
  }

  /** Of the ring of virtqueue {@code vq}, the descriptors lie on {@code page}. */
  public void descriptors(int vq, UserPage page) {
    descriptors.put(vq, page);
  }

  /** Of the ring of virtqueue {@code vq}, the guest's part lies on {@code page}. */
  public void available(int vq, UserPage page) {
    available.put(vq, page);
  }

  /** Of the ring of virtqueue {@code vq}, the device's part lies on {@code page}. */
  public void used(int vq, UserPage page) {
    used.put(vq, page);
  }

  /** The data of virtqueue {@code vq} that are pinned lie on {@code page}. */
  public void data(int vq, UserPage page) {
    data.put(vq, page);
  }

  /** A dirty log is kept on {@code page}. */
  public void log(UserPage page) {
    log = page;
  }

  /** The guest's packets are for {@code host}, and somebody else uses that, too. */
  public void socket(HostSocket host) {
    socket = Optional.of(host);
  }

  /** The host's socket that somebody else uses. */
  public Optional<HostSocket> socket() {
    return socket;
  }

  /** The worker is a kernel thread, whatever the design has, until the owner is reset. */
  public void useKthread() {
    kthread = true;
  }

  boolean wantsKthread() {
    return kthread;
  }

  /** The guest's buffers of virtqueue {@code vq} lie on {@code page}. */
  public void buffers(int vq, UserPage page) {
    buffers.put(vq, page);
  }

  /** The guest's buffers for responses on virtqueue {@code vq} lie on {@code page}. */
  public void responses(int vq, UserPage page) {
    responses.put(vq, page);
  }

  /** The blocks for the SCSI commands of virtqueue {@code vq} come from {@code page}. */
  public void medium(int vq, UserPage page) {
    medium.put(vq, page);
  }

  /** Frames that were sent without a copy leave the lower device when {@code page} is there. */
  public void wire(UserPage page) {
    wire = page;
  }

  /** How vhost-net and its tap are used. */
  public void net(NetDevice.Settings settings) {
    net = settings;
  }

  /** vhost-scsi is one whose default ioctl path flushes. */
  public void flushScsiIoctls() {
    scsiIoctlsFlush = true;
  }

  VsockDevice vsock(Kernel kernel, Design design) {
    return new VsockDevice(kernel, design, memory(Device.Kind.VSOCK.virtqueues()), socket);
  }

  ScsiDevice scsi(Kernel kernel, Design design) {
    return new ScsiDevice(
        kernel,
        design,
        memory(Device.Kind.SCSI.virtqueues()),
        vq -> medium.getOrDefault(vq, present),
        scsiIoctlsFlush);
  }

  NetDevice net(Kernel kernel, Design design) {
    return new NetDevice(kernel, design, memory(Device.Kind.NET.virtqueues()), net, wire);
  }

  private VringMemory ring(int vq) {
    final UserPage ring = rings.getOrDefault(vq, present);
    return new VringMemory(
        descriptors.getOrDefault(vq, ring),
        available.getOrDefault(vq, ring),
        used.getOrDefault(vq, ring),
        Optional.ofNullable(log));
  }

  private List<GuestMemory> memory(int virtqueues) {
    final List<GuestMemory> memory = new ArrayList<>(virtqueues);
    for (int vq = 0; vq < virtqueues; vq++) {
      final UserPage page = buffers.getOrDefault(vq, present);
      memory.add(new GuestMemory(
          ring(vq), page, responses.getOrDefault(vq, page), data.getOrDefault(vq, present)));
    }
    return memory;
  }
}
