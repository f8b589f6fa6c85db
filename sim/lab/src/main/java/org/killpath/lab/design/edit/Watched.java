package org.killpath.lab.design.edit;

import java.util.Set;
import java.util.function.Consumer;
import org.killpath.lab.vhost.Drivers.Change;
import org.killpath.lab.vhost.Ioctls;
import org.killpath.lab.vhost.Parts;

/**
 * Parts that tell when somebody comes by them. The kill handler and the flush tell by themselves; of
 * what is not among these parts nothing is told, and it always counts.
 */
record Watched(Consumer<Place> consulted) {
  Parts parts(Parts parts) {
    return parts
        .withAssignment((current, vq, worker) -> {
          consulted.accept(Place.ASSIGNMENT);
          return parts.assignment().assign(current, vq, worker);
        })
        .withDataPathLock((current, vq) -> {
          consulted.accept(Place.DATA_PATH_LOCK);
          consulted.accept(Place.DRAIN_LOCK);
          return parts.dataPathLock().lock(current, vq);
        })
        .withBeforeDestroy((current, worker) -> {
          Set.of(Place.HANDLER_LOCKS, Place.DRAINER, Place.REFUSER).forEach(consulted);
          parts.beforeDestroy().await(current, worker);
        })
        .withIoctls(ioctls(parts.ioctls()))
        .withDrivers(parts.drivers().askedBy(change -> consulted.accept(place(change))));
  }

  private Ioctls ioctls(Ioctls ioctls) {
    return ioctls
        .withDevLock((current, dev) -> {
          consulted.accept(Place.IOCTL_DEV_LOCK);
          return ioctls.devLock().lock(current, dev);
        })
        .withVqLock((current, vq) -> {
          consulted.accept(Place.IOCTL_VQ_LOCK);
          return ioctls.vqLock().lock(current, vq);
        })
        .withCopies(() -> {
          consulted.accept(Place.VRING_ARGUMENT);
          return ioctls.copies();
        });
  }

  private static Place place(Change change) {
    return switch (change) {
      case READERS_AWAITED_BEFORE_FREE -> Place.FREEING;
      case EVENTS_DROPPED_LOCKED -> Place.SCSI_EVENTS;
      case TX_AWAITS_KICK -> Place.NET_TX;
      case WORKERS_NEVER_HALT -> Place.HALTS;
      case TMF_HOLDS_WORKERS -> Place.WORKER_HOLDS;
      case FAULTS_ELSEWHERE -> Place.DATA_PATH_FAULTS;
      case CALLBACK_QUEUES_FIRST -> Place.ZERO_COPY;
      case ACCESS_WITHOUT_VQ_MUTEX -> Place.RING_ACCESS;
      case VSOCK_HANDLERS_KILLABLE, NET_HANDLERS_KILLABLE, SCSI_HANDLERS_KILLABLE ->
        Place.DATA_PATH_LOCK;
      case SOCKET_BACKLOG -> Place.SOCKET;
    };
  }
}
