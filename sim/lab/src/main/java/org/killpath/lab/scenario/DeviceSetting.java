package org.killpath.lab.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.device.Device;
import org.killpath.lab.vhost.device.GuestMemory;
import org.killpath.lab.vhost.device.net.NetDevice;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;
import org.killpath.lab.vhost.device.scsi.ScsiFabric;
import org.killpath.lab.vhost.device.vsock.HostSocket;
import org.killpath.lab.vhost.device.vsock.VsockDevice;
import org.killpath.lab.vhost.uapi.VringMemory;

/**
 * What surrounds a device: the guest's memory, what lies behind the device, and how it is used.
 * Everything is present and usual unless a script says otherwise.
 */
public final class DeviceSetting {
  private final UserPage present;

  /** What does not lie on {@link #present}: most often nothing. */
  private final List<Place> places = new ArrayList<>(0);

  private UserPage wire;
  private UserPage log;
  private Optional<HostSocket> socket = Optional.empty();
  private boolean kthread;
  private NetDevice.Settings net = NetDevice.Settings.USUAL;
  private ScsiDevice.Settings scsi = new ScsiDevice.Settings(false, true);
  private final List<Optional<ScsiDevice>> neighbours = new ArrayList<>(0);

  /** What devices of a kind share, once the first is there. */
  private Optional<VsockDevice> firstVsock = Optional.empty();

  private Optional<ScsiDevice> firstScsi = Optional.empty();

  private enum Part {
    RING,
    DESCRIPTORS,
    AVAILABLE,
    USED,
    BUFFERS,
    RESPONSES,
    MEDIUM,
    DATA
  }

  /** The part of the virtqueue lies on the page. */
  private record Place(Part part, int vq, UserPage page) {}

  DeviceSetting(UserPage present) {
    this.present = present;
    this.wire = present;
  }

  /** The ring of virtqueue {@code vq} lies on {@code page}. */
  public void ring(int vq, UserPage page) {
    place(Part.RING, vq, page);
  }

  /** Of the ring of virtqueue {@code vq}, the descriptors lie on {@code page}. */
  public void descriptors(int vq, UserPage page) {
    place(Part.DESCRIPTORS, vq, page);
  }

  /** Of the ring of virtqueue {@code vq}, the guest's part lies on {@code page}. */
  public void available(int vq, UserPage page) {
    place(Part.AVAILABLE, vq, page);
  }

  /** Of the ring of virtqueue {@code vq}, the device's part lies on {@code page}. */
  public void used(int vq, UserPage page) {
    place(Part.USED, vq, page);
  }

  /** The data of virtqueue {@code vq} that are pinned lie on {@code page}. */
  public void data(int vq, UserPage page) {
    place(Part.DATA, vq, page);
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
    place(Part.BUFFERS, vq, page);
  }

  /** The guest's buffers for responses on virtqueue {@code vq} lie on {@code page}. */
  public void responses(int vq, UserPage page) {
    place(Part.RESPONSES, vq, page);
  }

  /** The blocks for the SCSI commands of virtqueue {@code vq} come from {@code page}. */
  public void medium(int vq, UserPage page) {
    place(Part.MEDIUM, vq, page);
  }

  /** Frames that were sent without a copy leave the lower device when {@code page} is there. */
  public void wire(UserPage page) {
    wire = page;
  }

  /** How vhost-net and its tap are used. */
  public void net(NetDevice.Settings settings) {
    net = settings;
  }

  /** How vhost-scsi is used. */
  public void scsi(ScsiDevice.Settings settings) {
    scsi = settings;
  }

  /** So many other vhost-scsi devices of the machine will be used, with a portal group each. */
  public void neighbours(int count) {
    neighbours.addAll(Collections.nCopies(count, Optional.empty()));
  }

  /** One of them, once the world is set up. */
  public ScsiDevice neighbour(int which) {
    return neighbours.get(which).orElseThrow();
  }

  /** For one more device of the kind on the same machine, as it usually is. */
  DeviceSetting another() {
    final DeviceSetting other = new DeviceSetting(present);
    other.firstVsock = firstVsock;
    other.firstScsi = firstScsi;
    return other;
  }

  private void place(Part part, int vq, UserPage page) {
    places.add(new Place(part, vq, page));
  }

  /** Where it was put last, or else the usual page. */
  private UserPage page(Part part, int vq, UserPage usual) {
    UserPage page = usual;
    for (Place place : places) {
      if (place.part() == part && place.vq() == vq) {
        page = place.page();
      }
    }
    return page;
  }

  VsockDevice vsock(Kernel kernel, Design design) {
    final VsockDevice device =
        new VsockDevice(kernel, design, memory(Device.Kind.VSOCK.virtqueues()), socket, firstVsock);
    firstVsock = Optional.of(device);
    return device;
  }

  ScsiDevice scsi(Kernel kernel, Design design) {
    final ScsiDevice device = new ScsiDevice(
        kernel,
        design,
        memory(Device.Kind.SCSI.virtqueues()),
        vq -> page(Part.MEDIUM, vq, present),
        scsi,
        firstScsi.map(ScsiDevice::fabric));
    firstScsi = Optional.of(device);
    final Optional<ScsiFabric> fabric = Optional.of(device.fabric());
    final List<GuestMemory> there =
        Collections.nCopies(Device.Kind.SCSI.virtqueues(), new GuestMemory(present, present));
    neighbours.replaceAll(
        none -> Optional.of(new ScsiDevice(kernel, design, there, vq -> present, scsi, fabric)));
    return device;
  }

  NetDevice net(Kernel kernel, Design design) {
    return new NetDevice(kernel, design, memory(Device.Kind.NET.virtqueues()), net, wire);
  }

  private VringMemory ring(int vq) {
    final UserPage ring = page(Part.RING, vq, present);
    return new VringMemory(
        page(Part.DESCRIPTORS, vq, ring),
        page(Part.AVAILABLE, vq, ring),
        page(Part.USED, vq, ring),
        Optional.ofNullable(log));
  }

  private List<GuestMemory> memory(int virtqueues) {
    final List<GuestMemory> memory = new ArrayList<>(virtqueues);
    for (int vq = 0; vq < virtqueues; vq++) {
      final UserPage page = page(Part.BUFFERS, vq, present);
      memory.add(new GuestMemory(
          ring(vq), page, page(Part.RESPONSES, vq, page), page(Part.DATA, vq, present)));
    }
    return memory;
  }
}
