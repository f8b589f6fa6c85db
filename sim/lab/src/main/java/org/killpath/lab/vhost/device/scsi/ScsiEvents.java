package org.killpath.lab.vhost.device.scsi;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.Kernel;
import org.killpath.engine.kernel.Task;
import org.killpath.engine.kernel.call.CFunction;
import org.killpath.engine.kernel.call.Frame;
import org.killpath.engine.primitive.Shared;
import org.killpath.engine.primitive.WorkList;
import org.killpath.lab.vhost.Drivers;
import org.killpath.lab.vhost.Drivers.Change;
import org.killpath.lab.vhost.VhostDev;
import org.killpath.lab.vhost.VhostVirtqueue;
import org.killpath.lab.vhost.VhostWork;
import org.killpath.lab.vhost.uapi.Errno;

/**
 * Events for the guest, of which hot plug is the source (drivers/vhost/scsi.c, 6.12.107 and 7.3.4):
 * S4. Whoever sends one holds vq[evt].mutex, and whoever drops the list takes it.
 */
final class ScsiEvents {
  private static final CFunction PORT_LINK = ScsiVirtqueue.function("vhost_scsi_port_link");
  private static final CFunction DO_PLUG = ScsiVirtqueue.function("vhost_scsi_do_plug");
  private static final CFunction SEND_EVT = ScsiVirtqueue.function("vhost_scsi_send_evt");
  private static final CFunction EVT_WORK = ScsiVirtqueue.function("vhost_scsi_evt_work");
  private static final CFunction COMPLETE_EVENTS =
      ScsiVirtqueue.function("vhost_scsi_complete_events");
  private static final CFunction EVT_HANDLE_KICK =
      ScsiVirtqueue.function("vhost_scsi_evt_handle_kick");

  /** {@code struct vhost_scsi_evt}. */
  private static final class Event {}

  private final VhostDev dev;
  private final ScsiTarget target;
  private final boolean hotPlug;
  private final WorkList<Event> eventList;
  private final VhostWork eventWork;
  private final Shared<Boolean> eventsMissed;
  private final Shared<Integer> eventsNr;
  private ScsiVirtqueue evt;

  /**
   * @param hotPlug has the guest asked for VIRTIO_SCSI_F_HOTPLUG?
   */
  ScsiEvents(VhostDev dev, ScsiTarget target, boolean hotPlug) {
    final Kernel kernel = dev.kernel();
    this.dev = dev;
    this.target = target;
    this.hotPlug = hotPlug;
    this.eventList = new WorkList<>(kernel, "vs_event_list", dev);
    this.eventWork = new VhostWork(
        kernel,
        "vs_event_work",
        VhostWork.Kind.DATA,
        this::vhostScsiEvtWork,
        Optional.of(current -> vhostScsiCompleteEvents(current, true)));
    this.eventsMissed = new Shared<>(kernel, "vs_events_missed", dev, false);
    this.eventsNr = new Shared<>(kernel, "vs_events_nr", dev, 0);
  }

  /** Its queue, which is made after its handler. */
  void serve(ScsiVirtqueue event) {
    evt = event;
  }

  /** The check at the end of {@code vhost_scsi_clear_endpoint()}. */
  void warnOfPending(Task current) {
    dev.kernel().warnOn(current, eventsNr.get(current) != 0, "vs->vs_events_nr");
  }

  /** The inner part of VHOST_SCSI_SET_EVENTS_MISSED, in {@code vhost_scsi_ioctl()}. */
  long setMissed(Task current, boolean missed) {
    if (!dev.parts().ioctls().vqLock().lock(current, evt.vq())) {
      return Errno.EINTR;
    }
    eventsMissed.set(current, missed);
    evt.vq().mutex().unlock(current);
    return 0;
  }

  /** That of VHOST_SCSI_GET_EVENTS_MISSED. */
  long getMissed(Task current) {
    if (!dev.parts().ioctls().vqLock().lock(current, evt.vq())) {
      return Errno.EINTR;
    }
    eventsMissed.get(current);
    evt.vq().mutex().unlock(current);
    return 0;
  }

  /** {@code vhost_scsi_port_link()}: a LUN is linked to the portal group. */
  void vhostScsiPortLink(Task current) {
    try (Frame fn = current.enter(PORT_LINK)) {
      target.tvTpgMutex().lock(current);
      vhostScsiDoPlug(current);
      target.tvTpgMutex().unlock(current);
    }
  }

  /** {@code vhost_scsi_do_plug()}. Called with tv_tpg_mutex held. */
  private void vhostScsiDoPlug(Task current) {
    try (Frame fn = current.enter(DO_PLUG)) {
      if (target.vhostScsi().get(current)) {
        final VhostVirtqueue vq = evt.vq();
        vq.mutex().lock(current);
        if (vq.privateData().get(current) && hotPlug) {
          vhostScsiSendEvt(current);
        }
        vq.mutex().unlock(current);
      }
    }
  }

  /** {@code vhost_scsi_send_evt()}. Called with vq[evt].mutex held. */
  private void vhostScsiSendEvt(Task current) {
    try (Frame fn = current.enter(SEND_EVT)) {
      eventsNr.set(current, eventsNr.get(current) + 1);
      eventList.add(current, new Event());
      if (!dev.vhostVqWorkQueue(current, evt.vq(), eventWork)) {
        if (dev.parts().drivers().has(Drivers.Change.EVENTS_DROPPED_LOCKED)) {
          completeEvents(current, true);
        } else {
          vhostScsiCompleteEvents(current, true);
        }
      }
    }
  }

  /** {@code vhost_scsi_evt_work()}. */
  private void vhostScsiEvtWork(Task current) {
    try (Frame fn = current.enter(EVT_WORK)) {
      vhostScsiCompleteEvents(current, false);
    }
  }

  /** {@code vhost_scsi_complete_events()}: takes vq[evt].mutex, whoever calls. */
  private void vhostScsiCompleteEvents(Task current, boolean drop) {
    try (Frame fn = current.enter(COMPLETE_EVENTS)) {
      evt.vq().mutex().lock(current);
      completeEvents(current, drop);
      evt.vq().mutex().unlock(current);
    }
  }

  /** The list of events, with vq[evt].mutex held. */
  private void completeEvents(Task current, boolean drop) {
    final List<Event> events = eventList.takeAll(current);
    dev.additions().faultIn().begin(current);
    for (Event event : events) {
      if (!drop) {
        vhostScsiDoEvtWork(current);
      }
      if (!drop && dev.additions().faultIn().isMissing(current)) {
        eventList.add(current, event);
      } else {
        eventsNr.set(current, eventsNr.get(current) - 1);
      }
    }
    dev.additions().faultIn().end(current, evt.vq(), eventWork);
  }

  /** {@code vhost_scsi_do_evt_work()}: into the guest's next buffer, else it is missed. */
  private void vhostScsiDoEvtWork(Task current) {
    if (!evt.vq().privateData().get(current)) {
      eventsMissed.set(current, true);
      return;
    }
    if (!dev.additions().faultIn().isRingThere(current, evt.guest().ring())) {
      return;
    }
    evt.vq().vhostDisableNotify(current, evt.guest().ring());
    final Optional<GuestRequest> buffer = evt.vhostScsiGetDesc(current);
    if (buffer.isEmpty()) {
      eventsMissed.set(current, true);
      return;
    }
    if (eventsMissed.get(current)) {
      eventsMissed.set(current, false);
    }
    if (evt.guest().buffers().copy(current)) {
      evt.vq().vhostAddUsed(current, evt.guest().ring());
      evt.vq().vhostSignal(current, evt.guest().ring());
    } else if (dev.additions().faultIn().isMissing(current)) {
      evt.putBack(current, buffer.get());
    }
  }

  /** {@code vhost_scsi_evt_handle_kick()}: there are buffers again; were events missed? */
  void vhostScsiEvtHandleKick(Task current) {
    try (Frame fn = current.enter(EVT_HANDLE_KICK)) {
      final VhostVirtqueue vq = evt.vq();
      if (!vq.lockInHandler(current, Change.SCSI_HANDLERS_KILLABLE)) {
        return;
      }
      if (vq.privateData().get(current) && eventsMissed.get(current)) {
        vhostScsiSendEvt(current);
      }
      vq.mutex().unlock(current);
    }
  }
}
