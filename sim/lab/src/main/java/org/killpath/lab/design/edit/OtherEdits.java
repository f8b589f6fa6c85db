package org.killpath.lab.design.edit;

import static org.killpath.lab.design.edit.Edit.edit;
import static org.killpath.lab.design.edit.Place.DATA_PATH_FAULTS;
import static org.killpath.lab.design.edit.Place.DATA_PATH_LOCK;
import static org.killpath.lab.design.edit.Place.FLUSH_LOCK;
import static org.killpath.lab.design.edit.Place.FLUSH_OF_DEAD;
import static org.killpath.lab.design.edit.Place.FLUSH_WAIT;
import static org.killpath.lab.design.edit.Place.FREEING;
import static org.killpath.lab.design.edit.Place.HALTS;
import static org.killpath.lab.design.edit.Place.IOCTL_DEV_LOCK;
import static org.killpath.lab.design.edit.Place.IOCTL_VQ_LOCK;
import static org.killpath.lab.design.edit.Place.NET_TX;
import static org.killpath.lab.design.edit.Place.RING_ACCESS;
import static org.killpath.lab.design.edit.Place.SCSI_EVENTS;
import static org.killpath.lab.design.edit.Place.SOCKET;
import static org.killpath.lab.design.edit.Place.VRING_ARGUMENT;
import static org.killpath.lab.design.edit.Place.WORKER_HOLDS;
import static org.killpath.lab.design.edit.Place.ZERO_COPY;

import java.util.List;
import java.util.function.UnaryOperator;
import org.killpath.lab.vhost.Drivers.Change;
import org.killpath.lab.vhost.Ioctls;
import org.killpath.lab.vhost.Ioctls.Copies;
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
                "A fatal signal ends the wait of a flush in an ioctl, which goes on as after any"
                    + " flush; the item, allocated for that, stays queued. The last close waits.")
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
                "killable-vsock-handlers",
                "follows from a worker that never reached its handler on a real kernel",
                "killable-vq-handlers in vhost-vsock alone.")
            .in("vhost_transport_do_send_pkt", "vhost_vsock_handle_tx_kick")
            .at(DATA_PATH_LOCK)
            .by(teardown -> drivers(teardown, Change.VSOCK_HANDLERS_KILLABLE)),
        edit(
                "killable-net-handlers",
                "follows from a worker that never reached its handler on a real kernel",
                "killable-vq-handlers in vhost-net alone.")
            .in("handle_rx", "handle_tx")
            .at(DATA_PATH_LOCK)
            .by(teardown -> drivers(teardown, Change.NET_HANDLERS_KILLABLE)),
        edit(
                "killable-scsi-handlers",
                "follows from a worker that never reached its handler on a real kernel",
                "killable-vq-handlers in vhost-scsi alone.")
            .in("vhost_scsi_handle_vq", "vhost_scsi_ctl_handle_vq", "vhost_scsi_evt_handle_kick")
            .at(DATA_PATH_LOCK)
            .by(teardown -> drivers(teardown, Change.SCSI_HANDLERS_KILLABLE)),
        edit(
                "copy-before-lock",
                "follows from holders that slept in a copy under vq.mutex",
                "A vring ioctl copies its argument in before it takes vq.mutex, and its result out"
                    + " after it gave it back.")
            .in("vhost_vring_ioctl", "vhost_vring_set_num", "vhost_vring_set_addr")
            .at(VRING_ARGUMENT)
            .by(teardown ->
                ioctls(teardown, ioctls -> ioctls.withCopies(() -> Copies.WITHOUT_VQ_MUTEX))),
        edit(
                "copy-before-dev-mutex",
                "follows from flushers and closers that waited for the dev.mutex of a holder that"
                    + " slept in a copy",
                "Device, vring and worker ioctls copy their arguments in before they take dev.mutex,"
                    + " and their results out after they gave it back.")
            .in(
                "vhost_dev_ioctl",
                "vhost_vring_ioctl",
                "vhost_worker_ioctl",
                "vhost_vsock_dev_ioctl",
                "vhost_net_ioctl",
                "vhost_scsi_ioctl")
            .givingUp("Each driver's ioctl has to know the arguments of the shared ones.")
            .at(VRING_ARGUMENT)
            .by(teardown ->
                ioctls(teardown, ioctls -> ioctls.withCopies(() -> Copies.WITHOUT_DEV_MUTEX))),
        edit(
                "access-before-lock",
                "follows from holders that slept in SET_RUNNING, SET_BACKEND and SET_ENDPOINT",
                "vhost_vq_init_access() runs under dev.mutex, before vq.mutex is taken to give the"
                    + " virtqueue its backend.")
            .in("vhost_vsock_start", "vhost_net_set_backend", "vhost_scsi_set_endpoint")
            .at(RING_ACCESS)
            .by(teardown -> drivers(teardown, Change.ACCESS_WITHOUT_VQ_MUTEX)),
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
            .by(teardown -> drivers(teardown, Change.READERS_AWAITED_BEFORE_FREE)),
        edit(
                "worker-never-halts",
                "follows from flushes that waited for a worker that was stopped, traced or frozen",
                "A worker looks at its signals only if one of them is fatal: a stop of its group, a"
                    + " tracer and the freezer pass it by, as they do a kernel thread.")
            .in("vhost_task_fn", "vhost_task_create")
            .givingUp("The group's stop is reported although a worker goes on, and the freezer"
                + " of a cgroup and of a suspend has to be told to leave it out.")
            .at(HALTS)
            .by(teardown -> drivers(teardown, Change.WORKERS_NEVER_HALT)),
        edit(
                "faults-elsewhere",
                "follows from workers that slept in a fault, whose locks, flushes and deaths others"
                    + " waited for",
                "The data path copies with faults disabled; if a page is missing the handler leaves"
                    + " things as they were, and a kernel work item with the owner's address space"
                    + " faults it in and has the handler called again; nobody waits for that item.")
            .in(
                "vhost_copy_from_user",
                "vhost_copy_to_user",
                "vhost_get_vq_desc",
                "vhost_transport_do_send_pkt",
                "vhost_vsock_handle_tx_kick",
                "handle_rx",
                "handle_tx",
                "vhost_scsi_handle_vq",
                "vhost_scsi_ctl_handle_vq",
                "vhost_scsi_complete_cmd_work",
                "vhost_scsi_tmf_resp_work",
                "vhost_scsi_complete_events",
                "vhost_scsi_do_evt_work",
                "vhost_dev_stop")
            .givingUp("A page that is missing costs a kernel work item and a second run of the"
                + " handler; such an item can sleep for as long as the page is missing, in D, and keeps"
                + " the owner's memory until then.")
            .at(DATA_PATH_FAULTS)
            .by(teardown -> drivers(teardown, Change.FAULTS_ELSEWHERE)),
        edit(
                "vsock-backlog",
                "follows from a worker that waited for the lock of a stranger's socket",
                "A guest's packet for a socket that somebody has locked is put on the socket's"
                    + " backlog, which whoever has locked it deals with, as it is for TCP.")
            .in("virtio_transport_recv_pkt", "vhost_vsock_handle_tx_kick")
            .givingUp("Packets can wait in memory of the host until the socket's owner is done.")
            .at(SOCKET)
            .by(teardown -> drivers(teardown, Change.SOCKET_BACKLOG)),
        edit(
                "tmf-holds-workers",
                "follows from task management functions that flushed a worker that was freed",
                "The flush of a task management function has a reference on each worker that it"
                    + " flushes, taken under the lock of worker_xa; destroy waits for the last one.")
            .in("vhost_scsi_tmf_flush_work", "vhost_dev_flush", "vhost_worker_destroy")
            .givingUp("Whoever frees a worker waits for flushes of task management functions.")
            .at(WORKER_HOLDS)
            .by(teardown -> drivers(teardown, Change.TMF_HOLDS_WORKERS)),
        edit(
                "scsi-events-under-lock",
                "follows from hot plug that waited for a lock that it held",
                "A refused event is dropped under the vq.mutex that the sender holds, which is not"
                    + " taken again.")
            .in("vhost_scsi_send_evt", "vhost_scsi_complete_events")
            .at(SCSI_EVENTS)
            .by(teardown -> drivers(teardown, Change.EVENTS_DROPPED_LOCKED)),
        edit(
                "zerocopy-queues-first",
                "follows from a callback that used a worker after nobody waited for it any more",
                "The callback of a frame sent without a copy queues the tx work first, each time, and"
                    + " drops its reference last.")
            .in("vhost_zerocopy_complete")
            .givingUp("The tx work is queued for each frame that was sent, not for every 16th.")
            .at(ZERO_COPY)
            .by(teardown -> drivers(teardown, Change.CALLBACK_QUEUES_FIRST)),
        edit(
                "net-tx-awaits-kick",
                "follows from tx work that queued itself again after each fault",
                "After a copy that failed tx work waits for the guest's next kick, and not for the"
                    + " tap, which is writable at once.")
            .in("handle_tx_copy")
            .at(NET_TX)
            .by(teardown -> drivers(teardown, Change.TX_AWAITS_KICK)));
  }

  private static void ioctls(Teardown teardown, UnaryOperator<Ioctls> change) {
    teardown.also((Parts parts) -> parts.withIoctls(change.apply(parts.ioctls())));
  }

  private static void drivers(Teardown teardown, Change change) {
    teardown.also((Parts parts) -> parts.withDrivers(parts.drivers().with(change)));
  }
}
