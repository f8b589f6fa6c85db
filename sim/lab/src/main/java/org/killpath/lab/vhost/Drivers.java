package org.killpath.lab.vhost;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What single drivers do around the teardown: what is other than in the kernel, 6.10 to 7.3.
 *
 * @param asked told whenever somebody comes by where a change would be
 */
public record Drivers(Set<Change> changes, Consumer<Change> asked) {
  /** One thing that is done in another way. */
  public enum Change {
    /**
     * {@code vhost_dev_cleanup()} waits for readers between taking the workers off the virtqueues and
     * freeing them.
     */
    READERS_AWAITED_BEFORE_FREE,
    /** vhost-scsi drops a refused event under the vq.mutex that it holds already. */
    EVENTS_DROPPED_LOCKED,
    /** vhost-net's tx work waits for the guest after a copy that failed, and not for the tap. */
    TX_AWAITS_KICK,
    /** Whatever halts the group of a worker (a stop, a tracer, the freezer) passes the worker by. */
    WORKERS_NEVER_HALT,
    /** The flush of a task management function has a reference on each worker that it flushes. */
    TMF_HOLDS_WORKERS,
    /** The data path never sleeps in a fault: see {@link FaultIn}. */
    FAULTS_ELSEWHERE,
    /** vhost-net's callback of a frame sent without a copy drops its reference last of all. */
    CALLBACK_QUEUES_FIRST,
    /** A backend is given to a virtqueue whose ring has been looked at before vq.mutex was taken. */
    ACCESS_WITHOUT_VQ_MUTEX,
    /** vhost-vsock's virtqueue handlers lock vq.mutex killably. */
    VSOCK_HANDLERS_KILLABLE,
    /** vhost-net's. */
    NET_HANDLERS_KILLABLE,
    /** vhost-scsi's. */
    SCSI_HANDLERS_KILLABLE,
    /** A packet for a socket that somebody else has locked is left to whoever unlocks it. */
    SOCKET_BACKLOG
  }

  public Drivers {
    changes = Set.copyOf(changes);
  }

  /** What the kernel does, 6.10 to 7.3. */
  public static Drivers upstream() {
    return new Drivers(Set.of(), change -> {});
  }

  public boolean has(Change change) {
    asked.accept(change);
    return changes.contains(change);
  }

  public Drivers with(Change change) {
    final Set<Change> more = EnumSet.of(change);
    more.addAll(changes);
    return new Drivers(more, asked);
  }

  public Drivers askedBy(Consumer<Change> other) {
    return new Drivers(changes, other);
  }
}
