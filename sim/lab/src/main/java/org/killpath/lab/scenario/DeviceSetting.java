package org.killpath.lab.scenario;

import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.primitive.UserPage;
import org.killpath.engine.strategy.dpor.Frames;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.device.Device;
import org.killpath.lab.vhost.device.GuestMemory;
import org.killpath.lab.vhost.device.net.NetDevice;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;
import org.killpath.lab.vhost.device.vsock.VsockDevice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What surrounds a device: the guest's memory, what lies behind the device, and how it is used.
 * Everything is present and usual unless a script says otherwise.
 */
public final class DeviceSetting {
  private final UserPage present;
  private final Map<Integer, UserPage> rings = new HashMap<>();
  private final Map<Integer, UserPage> buffers = new HashMap<>();
  private final Map<Integer, UserPage> responses = new HashMap<>();
  private final Map<Integer, UserPage> medium = new HashMap<>();
  private UserPage wire;
  private NetDevice.Settings net = NetDevice.Settings.USUAL;
  private ScsiDevice.Version scsi = ScsiDevice.Version.V6_12;

  DeviceSetting(UserPage present) {
    this.present = present;
    this.wire = present;
  }

  /** The ring of virtqueue {@code vq} lies on {@code page}. */
  public void ring(int vq, UserPage page) {
    rings.put(vq, page);
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

  /** Which kernel's vhost-scsi it is. */
  public void scsi(ScsiDevice.Version version) {
    scsi = version;
  }

  VsockDevice vsock(Kernel kernel, Design design) {
    return new VsockDevice(kernel, design, memory(Device.Kind.VSOCK.virtqueues()));
  }

  ScsiDevice scsi(Kernel kernel, Design design) {
    return new ScsiDevice(
        kernel,
        design,
        memory(Device.Kind.SCSI.virtqueues()),
        vq -> medium.getOrDefault(vq, present),
        scsi);
  }

  NetDevice net(Kernel kernel, Design design) {
    return new NetDevice(kernel, design, memory(Device.Kind.NET.virtqueues()), net, wire);
  }

  private List<GuestMemory> memory(int virtqueues) {
    final List<GuestMemory> memory = new ArrayList<>(virtqueues);
    for (int vq = 0; vq < virtqueues; vq++) {
      final UserPage page = buffers.getOrDefault(vq, present);
      memory.add(
          new GuestMemory(rings.getOrDefault(vq, present), page, responses.getOrDefault(vq, page)));
    }
    return memory;
  }
}
