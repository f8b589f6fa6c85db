package org.killpath.lab.scenario.script;

import org.killpath.engine.kernel.Task;
import org.killpath.lab.ordering.OrderingScript.Settings;
import org.killpath.lab.ordering.Request;
import org.killpath.lab.ordering.Step;
import org.killpath.lab.scenario.DeviceSetting;
import org.killpath.lab.vhost.device.net.NetDevice;
import org.killpath.lab.vhost.ioctl.IotlbMessage;

/** On vhost-net. */
final class NetCalls implements Calls<NetDevice> {
  @Override
  public void settle(DeviceSetting setting, Settings said) {
    if (said.equals(Settings.USUAL)) {
      return;
    }
    setting.net(new NetDevice.Settings(true, said.zeroCopy(), said.busyPoll()));
  }

  @Override
  public long iotlb(NetDevice device, Task current, IotlbMessage message) {
    return device.iotlb(current, message);
  }

  @Override
  public Call<NetDevice> own(Request request, Numbers numbers, Argument argument) {
    if (request instanceof Request.SetBackend set) {
      return (play, current) -> play.device().setBackend(current, set.vq(), backend(set.backend()));
    }
    if (request.name() == Request.Name.RESET_OWNER) {
      return (play, current) -> play.device().resetOwner(current);
    }
    throw Calls.foreign(request);
  }

  private static NetDevice.Backend backend(Request.Backend which) {
    return switch (which) {
      case NONE -> NetDevice.Backend.NONE;
      case TAP -> NetDevice.Backend.TAP;
      case ANOTHER -> NetDevice.Backend.ANOTHER_TAP;
    };
  }

  @Override
  public void send(NetDevice device, Task current, Step.Send.Sent what) {
    device.arrive(current);
  }

  @Override
  public void kick(NetDevice device, Task current, Step.Kick kick) {
    if (kick.vq() == NetDevice.TX) {
      device.guestSends(current);
    } else {
      device.guestRefills(current);
    }
  }

  @Override
  public void hotPlug(NetDevice device, Task current) {
    throw Calls.foreign("a LUN");
  }
}
