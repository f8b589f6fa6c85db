package org.killpath.lab.ordering;

/** A state of the world that a task waits for; never a time. */
public sealed interface Wait {
  /** Where it stands. */
  Place place();

  /** Can it be seen in the model alone? */
  default boolean onlyInModel() {
    return false;
  }

  /** Somebody is in some state. */
  record For(Place place, Subject subject, State state) implements Wait {}

  /**
   * The owner's group has been killed, and each of its threads and the first worker is gone or can go
   * no further.
   */
  record KillIsOver(Place place) implements Wait {}

  /** vhost-scsi's target has carried out so many commands. */
  record CommandsFinished(Place place, int count) implements Wait {
    @Override
    public boolean onlyInModel() {
      return true;
    }
  }

  /** Who is looked at. */
  sealed interface Subject {
    /** A task of the script. */
    record Named(String task) implements Subject {}

    /** The worker that SET_OWNER made. */
    record FirstWorker() implements Subject {}

    /** The worker that serves a virtqueue now. */
    record WorkerOf(int vq) implements Subject {}

    /** The first one that the kernel has made of that kind. */
    record OfKernel(KernelTask kind) implements Subject {}
  }

  /** What it is seen to do. */
  sealed interface State {
    /** Asleep, or trying again, in a fault on a page. */
    record AsleepOn(String page) implements State {}

    /** With a signal pending, it tries its fault again and again: R. */
    record Retries(String page) implements State {}

    /** Blocked on a mutex that somebody holds. */
    record BlockedOn(Lock lock) implements State {}

    /** Waits for what it flushes. */
    record WaitsForFlush() implements State {}

    /** Waits for requests that are in flight. */
    record WaitsForInflight() implements State {}

    /** Has come to its end. */
    record Exited() implements State {}

    /** Has come to its end, or can go no further. */
    record AtRest() implements State {}

    /** Stopped, traced or frozen. */
    record Halted() implements State {}

    /** At rest, and the owner's group has been killed. */
    record Settled() implements State {}

    /** All workers are at rest, and this one is not in D. */
    record GotOut() implements State {}
  }

  /** A lock of the device's. */
  sealed interface Lock {
    /** dev.mutex. */
    record DevMutex() implements Lock {}

    /** The lock of the host's socket. */
    record SocketLock() implements Lock {}

    /** vhost-scsi: the tv_tpg_mutex of the device's portal group. */
    record TvTpgMutex() implements Lock {}

    /** vhost-scsi: vhost_scsi_mutex, where neighbours are. */
    record VhostScsiMutex() implements Lock {}

    /** The vq.mutex of a virtqueue. */
    record VqMutex(int vq) implements Lock {}
  }
}
