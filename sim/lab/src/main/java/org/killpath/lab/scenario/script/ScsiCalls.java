package org.killpath.lab.scenario.script;

import org.killpath.engine.kernel.Task;
import org.killpath.lab.ordering.OrderingScript.Settings;
import org.killpath.lab.ordering.Request;
import org.killpath.lab.ordering.Step;
import org.killpath.lab.scenario.DeviceSetting;
import org.killpath.lab.vhost.device.scsi.GuestRequest;
import org.killpath.lab.vhost.device.scsi.ScsiDevice;
import org.killpath.lab.vhost.ioctl.IotlbMessage;
import org.killpath.lab.vhost.uapi.Errno;

/** On vhost-scsi. */
final class ScsiCalls implements Calls<ScsiDevice> {
  @Override
  public void settle(DeviceSetting setting, Settings said) {
    if (!said.equals(Settings.USUAL)) {
      setting.scsi(new ScsiDevice.Settings(said.ioctlsFlush(), !said.withoutHotPlug()));
    }
  }

  /** {@code vhost_scsi_fops} has no {@code write_iter}: {@code write()} fails at once. */
  @Override
  public long iotlb(ScsiDevice device, Task current, IotlbMessage message) {
    return Errno.EINVAL;
  }

  @Override
  public Call<ScsiDevice> own(Request request, Numbers numbers, Argument argument) {
    if (request instanceof Request.AttachVringWorker attach) {
      final int worker = numbers.worker(attach.worker());
      return (play, current) -> play.device()
          .workerIoctls()
          .attachVringWorker(current, attach.vq(), play.idOf(worker), argument.in(play));
    }
    if (request instanceof Request.FreeWorker free) {
      final int worker = numbers.worker(free.worker());
      return (play, current) ->
          play.device().workerIoctls().freeWorker(current, play.idOf(worker), argument.in(play));
    }
    if (request instanceof Request.NewWorker made) {
      final int worker = numbers.worker(made.as());
      return (play, current) -> {
        final long answer = play.device().workerIoctls().newWorker(current, argument.in(play));
        play.worker(worker, answer);
        return answer;
      };
    }
    if (request instanceof Request.GetVringWorker get) {
      return (play, current) ->
          play.device().workerIoctls().getVringWorker(current, get.vq(), argument.in(play));
    }
    if (request instanceof Request.SetEventsMissed set) {
      return (play, current) ->
          play.device().setEventsMissed(current, set.missed(), argument.in(play));
    }
    return switch (request.name()) {
      case SET_ENDPOINT -> (play, current) -> play.device().setEndpoint(current);
      case GET_EVENTS_MISSED ->
        (play, current) -> play.device().getEventsMissed(current, argument.in(play));
      case CLEAR_ENDPOINT -> (play, current) -> play.device().clearEndpoint(current);
      default -> throw Calls.foreign(request);
    };
  }

  @Override
  public void send(ScsiDevice device, Task current, Step.Send.Sent what) {
    throw Calls.foreign(what);
  }

  @Override
  public void kick(ScsiDevice device, Task current, Step.Kick kick) {
    device
        .vq(kick.vq())
        .guestKick(
            current,
            switch (kick.vq()) {
              case ScsiDevice.CTL -> GuestRequest.TASK_MANAGEMENT;
              case ScsiDevice.EVT -> GuestRequest.EVENT_BUFFER;
              default -> GuestRequest.COMMAND;
            });
  }

  @Override
  public void hotPlug(ScsiDevice device, Task current) {
    device.hotPlug(current);
  }

  /** As any of the machine's processes would: nobody else has that device. */
  @Override
  public void neighbour(DeviceSetting setting, Task current, int which) {
    final ScsiDevice own = setting.neighbour(which);
    own.setOwner(current);
    own.start(current);
    own.release(current);
  }
}
