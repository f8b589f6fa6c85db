package org.killpath.lab.scenario.script;

import org.killpath.engine.kernel.Task;
import org.killpath.lab.ordering.OrderingScript.Settings;
import org.killpath.lab.ordering.Request;
import org.killpath.lab.ordering.Step;
import org.killpath.lab.scenario.DeviceSetting;
import org.killpath.lab.vhost.device.vsock.Packet;
import org.killpath.lab.vhost.device.vsock.VsockDevice;
import org.killpath.lab.vhost.ioctl.IotlbMessage;

/** On vhost-vsock. */
final class VsockCalls implements Calls<VsockDevice> {
  @Override
  public void settle(DeviceSetting setting, Settings said) {}

  @Override
  public long iotlb(VsockDevice device, Task current, IotlbMessage message) {
    return device.iotlb(current, message);
  }

  @Override
  public Call<VsockDevice> own(Request request, Numbers numbers, Argument argument) {
    if (request instanceof Request.SetRunning set) {
      return (play, current) -> play.device().setRunning(current, set.running());
    }
    if (request instanceof Request.SetFeatures set) {
      return (play, current) -> play.device().setFeatures(current, set.accessPlatform());
    }
    if (request.name() == Request.Name.RESET_OWNER) {
      return (play, current) -> play.device().resetOwner(current);
    }
    throw Calls.foreign(request);
  }

  @Override
  public void send(VsockDevice device, Task current, Step.Send.Sent what) {
    device.vhostTransportSendPkt(current, new Packet(1, what == Step.Send.Sent.REPLY));
  }

  @Override
  public void kick(VsockDevice device, Task current, Step.Kick kick) {
    if (kick.vq() == VsockDevice.TX) {
      device.guestKick(
          current, kick.largest() ? Packet.largest() : Packet.fromHost(), kick.packets());
    } else {
      device.rx().guestKick(current);
    }
  }

  @Override
  public void hotPlug(VsockDevice device, Task current) {
    throw Calls.foreign("a LUN");
  }
}
