package org.killpath.lab.design.edit;

import static org.killpath.lab.design.edit.Edit.edit;
import static org.killpath.lab.design.edit.Place.DATA_PATH_LOCK;
import static org.killpath.lab.design.edit.Place.FLUSH_LOCK;
import static org.killpath.lab.design.edit.Place.FLUSH_OF_DEAD;
import static org.killpath.lab.design.edit.Place.FLUSH_WAIT;
import static org.killpath.lab.design.edit.Place.FREEING;
import static org.killpath.lab.design.edit.Place.IOCTL_DEV_LOCK;
import static org.killpath.lab.design.edit.Place.IOCTL_VQ_LOCK;
import static org.killpath.lab.design.edit.Place.NET_TX;
import static org.killpath.lab.design.edit.Place.SCSI_EVENTS;
import static org.killpath.lab.design.edit.Place.VRING_ARGUMENT;

import java.util.List;
import java.util.function.UnaryOperator;
import org.killpath.lab.vhost.Drivers;
import org.killpath.lab.vhost.Ioctls;
import org.killpath.lab.vhost.Parts;

/** Edits outside the kill handler: of flushes, the data path, ioctls and single drivers. */
final class OtherEdits {
  private OtherEdits() {}

  static List<Edit> all() {
    return List.of(
        edit(
                "flush-holds-mutex",
                "Linux before 6.10 (changed by ba704ff4e142)",
                "A flush keeps worker.mutex while it waits; the handler is upstream's.")
            .in("__vhost_worker_flush")
            .at(FLUSH_LOCK)
            .as(Edit.Kind.MISTAKE)
            .by(Teardown::flushHoldingMutex),
        edit(
                "flush-waits-for-drain",
                "follows from flushes that returned before the drain of a killed worker",
                "A flush that finds the worker killed waits until its teardown is through, without"
                    + " worker.mutex, instead of returning.")
            .in("__vhost_worker_flush", "vhost_worker_killed")
            .at(FLUSH_OF_DEAD)
            .by(Teardown::awaitDeath),
        edit(
                "killable-flush",
                "follows from flushers that were killed and waited on",
                "A fatal signal ends the wait of a flush, unless the task is exiting; its caller goes"
                    + " on as after any flush, and the item, allocated for that, stays queued.")
            .in("__vhost_worker_flush")
            .at(FLUSH_WAIT)
            .by(Teardown::flushKillably),
        edit(
                "killable-vq-handlers",
                "follows from a worker that never reached its handler on a real kernel",
                "The virtqueue handlers lock vq.mutex killably: on a fatal signal they return and"
                    + " the item counts as dropped.")
            .in(
                "vhost_transport_do_send_pkt",
                "vhost_vsock_handle_tx_kick",
                "handle_rx",
                "handle_tx",
                "vhost_scsi_handle_vq",
                "vhost_scsi_ctl_handle_vq",
                "vhost_scsi_evt_handle_kick")
            .at(DATA_PATH_LOCK)
            .by(teardown -> teardown.also(parts ->
                parts.withDataPathLock((current, vq) -> vq.mutex().lockKillable(current)))),
        edit(
                "copy-before-lock",
                "follows from holders that slept in a copy under vq.mutex",
                "A vring ioctl copies its argument in before it takes vq.mutex, and its result out"
                    + " after it gave it back.")
            .in("vhost_vring_ioctl", "vhost_vring_set_num", "vhost_vring_set_addr")
            .at(VRING_ARGUMENT)
            .by(teardown -> ioctls(teardown, Ioctls::withCopiesUnlocked)),
        edit(
                "killable-ioctl-vq",
                "follows from ioctls that waited for a vq.mutex and could not be killed",
                "Device, vring and IOTLB ioctls lock vq.mutex killably, and return -EINTR.")
            .in("vhost_dev_ioctl", "vhost_vring_ioctl", "vhost_process_iotlb_msg")
            .at(IOCTL_VQ_LOCK)
            .by(teardown -> ioctls(
                teardown,
                ioctls -> ioctls.withVqLock((current, vq) -> vq.mutex().lockKillable(current)))),
        edit(
                "killable-ioctl-dev",
                "follows from ioctls that waited for dev.mutex and could not be killed",
                "Ioctls lock dev.mutex killably, and return -EINTR.")
            .in(
                "vhost_vsock_dev_ioctl",
                "vhost_vsock_start",
                "vhost_net_ioctl",
                "vhost_scsi_ioctl",
                "vhost_process_iotlb_msg")
            .at(IOCTL_DEV_LOCK)
            .by(teardown -> ioctls(
                teardown,
                ioctls -> ioctls.withDevLock((current, dev) -> dev.mutex().lockKillable(current)))),
        edit(
                "readers-before-free",
                "the maintainers' queue for a later version",
                "The last close waits for readers between taking the workers off the virtqueues and"
                    + " freeing them.")
            .in("vhost_dev_cleanup")
            .at(FREEING)
            .by(teardown -> drivers(teardown, Drivers::withReadersAwaitedBeforeFree)),
        edit(
                "scsi-events-under-lock",
                "follows from hot plug that waited for a lock that it held",
                "A refused event is dropped under the vq.mutex that the sender holds, which is not"
                    + " taken again.")
            .in("vhost_scsi_send_evt", "vhost_scsi_complete_events")
            .at(SCSI_EVENTS)
            .by(teardown -> drivers(teardown, Drivers::withEventsDroppedLocked)),
        edit(
                "net-tx-awaits-kick",
                "follows from tx work that queued itself again after each fault",
                "After a copy that failed tx work waits for the guest's next kick, and not for the"
                    + " tap, which is writable at once.")
            .in("handle_tx_copy")
            .at(NET_TX)
            .by(teardown -> drivers(teardown, Drivers::withTxAwaitingKick)));
  }

  private static void ioctls(Teardown teardown, UnaryOperator<Ioctls> change) {
    teardown.also((Parts parts) -> parts.withIoctls(change.apply(parts.ioctls())));
  }

  private static void drivers(Teardown teardown, UnaryOperator<Drivers> change) {
    teardown.also((Parts parts) -> parts.withDrivers(change.apply(parts.drivers())));
  }
}
