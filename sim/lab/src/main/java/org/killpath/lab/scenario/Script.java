package org.killpath.lab.scenario;

import java.util.function.Consumer;
import org.killpath.engine.kernel.Kernel;
import org.killpath.lab.vhost.Design;
import org.killpath.lab.vhost.device.Device;
import org.killpath.lab.vhost.device.net.NetDevice;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;
import org.killpath.lab.vhost.device.vsock.VsockDevice;

/**
 * What an ordering does with a new scene, and on which device.
 *
 * @param kind on which driver
 * @param maker makes the device
 * @param program describes the scene: who acts in it, on what memory, from what state
 */
public record Script<D extends Device>(
    Device.Kind kind, DeviceMaker<D> maker, Consumer<Scene<D>> program) {

  /** Makes the device of a scene, from what surrounds it. */
  @FunctionalInterface
  public interface DeviceMaker<D extends Device> {
    D make(DeviceSetting setting, Kernel kernel, Design design);
  }

  static Script<VsockDevice> vsock(Consumer<Scene<VsockDevice>> program) {
    return new Script<>(Device.Kind.VSOCK, DeviceSetting::vsock, program);
  }

  static Script<ScsiDevice> scsi(Consumer<Scene<ScsiDevice>> program) {
    return new Script<>(Device.Kind.SCSI, DeviceSetting::scsi, program);
  }

  static Script<NetDevice> net(Consumer<Scene<NetDevice>> program) {
    return new Script<>(Device.Kind.NET, DeviceSetting::net, program);
  }

  /** A new scene, described but not yet set up. */
  Scene<D> scene(Kernel kernel, boolean staged) {
    final Scene<D> scene = new Scene<>(kernel, staged, maker);
    program.accept(scene);
    return scene;
  }
}
