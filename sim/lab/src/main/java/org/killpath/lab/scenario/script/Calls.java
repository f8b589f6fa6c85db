package org.killpath.lab.scenario.script;

import org.killpath.engine.kernel.Task;
import org.killpath.lab.ordering.OrderingScript.Settings;
import org.killpath.lab.ordering.Request;
import org.killpath.lab.ordering.Step;
import org.killpath.lab.scenario.DeviceSetting;
import org.killpath.lab.vhost.device.Device;
import org.killpath.lab.vhost.ioctl.IotlbMessage;
import org.killpath.lab.vhost.uapi.VringRequest;

/** What can be asked of one kind of device. What a kind has not, no script asks of it. */
interface Calls<D extends Device> {
  /** How the device is used. */
  void settle(DeviceSetting setting, Settings said);

  /** An IOTLB message is written. */
  long iotlb(D device, Task current, IotlbMessage message);

  /** An ioctl that this driver has of its own, ready to be made. */
  Call<D> own(Request request, Numbers numbers, Argument argument);

  /** Something comes from the host. */
  void send(D device, Task current, Step.Send.Sent what);

  /** The guest kicks. */
  void kick(D device, Task current, Step.Kick kick);

  /** A LUN is linked. */
  void hotPlug(D device, Task current);

  /**
   * A process of its own sets another device of the machine up, and closes it.
   *
   * @param which of the neighbours
   */
  default void neighbour(DeviceSetting setting, Task current, int which) {
    throw foreign("a neighbour");
  }

  /** A vring ioctl with its argument where the script puts it. */
  static <D extends Device> Call<D> vring(Request.Vring request, Numbers numbers) {
    final VringRequest.Command command = command(request.name());
    final int first = request.firstWord().map(numbers::page).orElse(Play.PRESENT);
    final int second = request.secondWord().map(numbers::page).orElse(Play.PRESENT);
    final VringRequest.Eventfd eventfd = eventfd(request.eventfd());
    return (play, current) -> play.device()
        .ioctl(
            current,
            new VringRequest(command, request.vq(), play.page(first), play.page(second), eventfd));
  }

  private static VringRequest.Eventfd eventfd(Request.Eventfd which) {
    return switch (which) {
      case ANOTHER -> VringRequest.Eventfd.ANOTHER;
      case SAME -> VringRequest.Eventfd.SAME;
      case NONE -> VringRequest.Eventfd.NONE;
    };
  }

  private static VringRequest.Command command(Request.Name name) {
    return switch (name) {
      case SET_VRING_NUM -> VringRequest.Command.SET_NUM;
      case SET_VRING_BASE -> VringRequest.Command.SET_BASE;
      case GET_VRING_BASE -> VringRequest.Command.GET_BASE;
      case SET_VRING_ADDR -> VringRequest.Command.SET_ADDR;
      case SET_VRING_KICK -> VringRequest.Command.SET_KICK;
      case SET_VRING_CALL -> VringRequest.Command.SET_CALL;
      case SET_VRING_ERR -> VringRequest.Command.SET_ERR;
      case SET_VRING_BUSYLOOP_TIMEOUT -> VringRequest.Command.SET_BUSYLOOP_TIMEOUT;
      case GET_VRING_BUSYLOOP_TIMEOUT -> VringRequest.Command.GET_BUSYLOOP_TIMEOUT;
      case SET_VRING_ENDIAN -> VringRequest.Command.SET_ENDIAN;
      case GET_VRING_ENDIAN -> VringRequest.Command.GET_ENDIAN;
      case UNKNOWN -> VringRequest.Command.UNKNOWN;
      default -> throw new IllegalArgumentException(name + " is no vring ioctl");
    };
  }

  /** Of a request that only another driver has. */
  static IllegalArgumentException foreign(Object request) {
    return new IllegalArgumentException(request + " is not there on this device");
  }
}
