package org.killpath.lab.design.edit;

import java.util.Optional;
import java.util.Set;
import org.killpath.lab.vhost.device.Device;

/**
 * The parts of the teardown that an edit can change. Two edits that change the same one exclude each
 * other; all others can be had together, unless an edit says otherwise.
 */
public enum Place {
  WORKER("the kind of thread that a worker is, and with it the handler", false),
  TASK_REFERENCE("who holds the memory of a worker's task", false),
  SIGNAL("what the handler does before all else", true),
  HANDLER_LOCKS("which locks the handler holds, and for how long", true),
  FIRST_DRAIN("what the handler does right after it has marked the worker", true),
  DETACH("how a killed worker is taken off its virtqueues", true),
  READERS("when the handler waits for readers", true),
  DRAINED("what becomes of the items that are still queued", true),
  DRAINER("who deals with the items that are still queued", true),
  DRAIN_FAULTS("what a fault in the drain does", true),
  ASSIGNMENT("how an attach writes vq.worker", false),
  FLUSH_LOCK("which locks a flush holds", false),
  FLUSH_OF_DEAD("what a flush of a killed worker waits for", true),
  FLUSH_WAIT("what ends the wait of a flush", false),
  DATA_PATH_LOCK("how the virtqueue handlers take vq.mutex", false),
  DATA_PATH_FAULTS("what a fault in the data path does", false),
  IOCTL_VQ_LOCK("how ioctls take vq.mutex", false),
  IOCTL_DEV_LOCK("how ioctls take dev.mutex", false),
  VRING_ARGUMENT("when ioctls copy their arguments", false),
  HALTS("what halts a worker", false),
  WORKER_HOLDS("what keeps a worker that somebody flushes without dev.mutex", false),
  SOCKET("what becomes of a guest's packet for a socket that is locked", false),
  RING_ACCESS("when the ring of a virtqueue is looked at that gets a backend", false),
  FREEING("what the last close waits for before it frees the workers", false),
  SCSI_EVENTS("how a refused scsi event is dropped", false),
  SCSI_TMF("what becomes of a task management function that is refused", false),
  ZERO_COPY("in which order a callback of zero copy queues and drops its reference", false),
  REFUSER("who tells the owners of items that are dropped", true),
  DRAIN_LOCK("how the drain takes vq.mutex", true),
  NET_TX("what net's tx work does after a copy that failed", false),
  IOTLB("what an IOTLB update becomes", false),
  SCSI_IOCTLS("whether ioctls of vhost-scsi flush", false),
  FEATURES_LOCKS("what SET_FEATURES does to an IOTLB", false),
  HOST_SEND("which packets of the host are refused", false),
  VSOCK_OWNER("whether vhost-vsock can be given up by its owner", false),
  RELEASE("what the last close checks", false);

  private final String words;
  private final boolean inHandler;

  Place(String words, boolean inHandler) {
    this.words = words;
    this.inHandler = inHandler;
  }

  /** As in "both change ...". */
  public String words() {
    return words;
  }

  /** What kinds of wait a change there can end, in the functions that an edit changes. */
  public Set<WaitKind> ends() {
    return switch (this) {
      case WORKER, SIGNAL, FIRST_DRAIN, DRAINED, DRAINER, DATA_PATH_FAULTS ->
        Set.of(WaitKind.LOCK, WaitKind.COMPLETION, WaitKind.FAULT);
      case DRAIN_FAULTS -> Set.of(WaitKind.FAULT);
      case HANDLER_LOCKS,
          DETACH,
          ASSIGNMENT,
          FLUSH_LOCK,
          DATA_PATH_LOCK,
          DRAIN_LOCK,
          REFUSER,
          IOCTL_VQ_LOCK,
          IOCTL_DEV_LOCK,
          VRING_ARGUMENT,
          RING_ACCESS,
          SCSI_EVENTS,
          SOCKET -> Set.of(WaitKind.LOCK);
      case FLUSH_WAIT -> Set.of(WaitKind.COMPLETION);
      case HALTS -> Set.of(WaitKind.HALT);
      case READERS,
          TASK_REFERENCE,
          FLUSH_OF_DEAD,
          FREEING,
          WORKER_HOLDS,
          SCSI_TMF,
          ZERO_COPY,
          NET_TX,
          IOTLB,
          SCSI_IOCTLS,
          FEATURES_LOCKS,
          HOST_SEND,
          VSOCK_OWNER,
          RELEASE -> Set.of();
    };
  }

  /** The one device that a change there concerns; nothing if it concerns all. */
  public Optional<Device.Kind> device() {
    return switch (this) {
      case SCSI_EVENTS, SCSI_TMF, WORKER_HOLDS, SCSI_IOCTLS -> Optional.of(Device.Kind.SCSI);
      case NET_TX, ZERO_COPY -> Optional.of(Device.Kind.NET);
      case SOCKET, RELEASE, FEATURES_LOCKS, HOST_SEND, VSOCK_OWNER ->
        Optional.of(Device.Kind.VSOCK);
      default -> Optional.empty();
    };
  }

  /** Is it a part of the kill handler, so that there is none of it without one? */
  public boolean isInHandler() {
    return inHandler;
  }
}
