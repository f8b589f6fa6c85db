package org.killpath.lab.ordering;

import java.util.List;
import java.util.Optional;
import org.killpath.lab.vhost.device.Device;

/** What an ioctl on the device asks for. Names are those of the kernel, without {@code VHOST_}. */
public sealed interface Request {
  /** What scripts call the worker that SET_OWNER makes. */
  String FIRST_WORKER = "A";

  /**
   * Every ioctl that a script can name; SET_FEATURES of vsock alone, so far. UNKNOWN is a vring ioctl
   * that no kernel knows.
   */
  enum Name {
    SET_OWNER,
    SET_FORK_FROM_OWNER,
    GET_FORK_FROM_OWNER,
    RESET_OWNER,
    SET_FEATURES,
    SET_MEM_TABLE,
    SET_LOG_BASE,
    SET_LOG_FD,
    SET_VRING_NUM,
    SET_VRING_BASE,
    GET_VRING_BASE,
    SET_VRING_ADDR,
    SET_VRING_KICK,
    SET_VRING_CALL,
    SET_VRING_ERR,
    SET_VRING_BUSYLOOP_TIMEOUT,
    GET_VRING_BUSYLOOP_TIMEOUT,
    SET_VRING_ENDIAN,
    GET_VRING_ENDIAN,
    UNKNOWN,
    SET_RUNNING,
    SET_BACKEND,
    SET_ENDPOINT,
    CLEAR_ENDPOINT,
    NEW_WORKER,
    FREE_WORKER,
    ATTACH_VRING_WORKER,
    GET_VRING_WORKER,
    SET_EVENTS_MISSED,
    GET_EVENTS_MISSED;

    /** Has a device of this kind such an ioctl? */
    public boolean isOn(Device.Kind device) {
      return switch (this) {
        case SET_FEATURES, SET_RUNNING -> device == Device.Kind.VSOCK;
        case RESET_OWNER -> device != Device.Kind.SCSI;
        case SET_BACKEND -> device == Device.Kind.NET;
        case SET_ENDPOINT,
            CLEAR_ENDPOINT,
            NEW_WORKER,
            FREE_WORKER,
            ATTACH_VRING_WORKER,
            GET_VRING_WORKER,
            SET_EVENTS_MISSED,
            GET_EVENTS_MISSED -> device == Device.Kind.SCSI;
        case SET_OWNER,
            SET_FORK_FROM_OWNER,
            GET_FORK_FROM_OWNER,
            SET_MEM_TABLE,
            SET_LOG_BASE,
            SET_LOG_FD,
            SET_VRING_NUM,
            SET_VRING_BASE,
            GET_VRING_BASE,
            SET_VRING_ADDR,
            SET_VRING_KICK,
            SET_VRING_CALL,
            SET_VRING_ERR,
            SET_VRING_BUSYLOOP_TIMEOUT,
            GET_VRING_BUSYLOOP_TIMEOUT,
            SET_VRING_ENDIAN,
            GET_VRING_ENDIAN,
            UNKNOWN -> true;
      };
    }

    /** Can whoever has the device open make it, the owner or not, and is it more than refused? */
    public boolean isForAnybody() {
      return switch (this) {
        case SET_FORK_FROM_OWNER,
            GET_FORK_FROM_OWNER,
            SET_FEATURES,
            SET_ENDPOINT,
            CLEAR_ENDPOINT,
            SET_EVENTS_MISSED,
            GET_EVENTS_MISSED -> true;
        default -> false;
      };
    }

    /** Is its argument copied as a whole, and never with a vq.mutex held? */
    public boolean isCopiedApart() {
      return switch (this) {
        case SET_MEM_TABLE,
            SET_LOG_BASE,
            SET_LOG_FD,
            NEW_WORKER,
            FREE_WORKER,
            ATTACH_VRING_WORKER,
            GET_VRING_WORKER -> true;
        case SET_FEATURES, SET_ENDPOINT, CLEAR_ENDPOINT -> false;
        default -> isForAnybody();
      };
    }
  }

  /** Which one it is. */
  Name name();

  /**
   * One without an argument that matters: SET_OWNER, RESET_OWNER, an endpoint, a log, what is asked
   * for. SET_FORK_FROM_OWNER is with 0.
   */
  record Plain(Name name) implements Request {}

  /**
   * SET_MEM_TABLE.
   *
   * @param refused the argument is one that is refused before any virtqueue is locked
   */
  record SetMemTable(boolean refused) implements Request {
    @Override
    public Name name() {
      return Name.SET_MEM_TABLE;
    }
  }

  /**
   * SET_FEATURES.
   *
   * @param accessPlatform with ACCESS_PLATFORM, an IOTLB comes between; nothing else is asked for
   */
  record SetFeatures(boolean accessPlatform) implements Request {
    @Override
    public Name name() {
      return Name.SET_FEATURES;
    }
  }

  /**
   * A vring ioctl.
   *
   * @param firstWord the page on which the first word of its argument lies; present if empty
   * @param secondWord likewise for the second word, which is copied under vq.mutex
   * @param eventfd which file SET_VRING_KICK names
   */
  record Vring(
      Name name, int vq, Optional<String> firstWord, Optional<String> secondWord, Eventfd eventfd)
      implements Request {}

  /** Which file the guest is to kick from now on. */
  enum Eventfd {
    /** Another one than the virtqueue has. */
    ANOTHER,
    /** The one that it has. */
    SAME,
    /** None: -1. */
    NONE
  }

  /** What SET_BACKEND attaches. */
  enum Backend {
    /** Nothing: -1. */
    NONE,
    /** The tap that the start attaches. */
    TAP,
    /** Another tap. */
    ANOTHER
  }

  /**
   * SET_EVENTS_MISSED.
   *
   * @param missed 1, or else 0
   */
  record SetEventsMissed(boolean missed) implements Request {
    @Override
    public Name name() {
      return Name.SET_EVENTS_MISSED;
    }
  }

  /** GET_VRING_WORKER. */
  record GetVringWorker(int vq) implements Request {
    @Override
    public Name name() {
      return Name.GET_VRING_WORKER;
    }
  }

  /** SET_RUNNING. */
  record SetRunning(boolean running) implements Request {
    @Override
    public Name name() {
      return Name.SET_RUNNING;
    }
  }

  /**
   * SET_BACKEND.
   *
   * @param backend what is attached to the virtqueue
   */
  record SetBackend(int vq, Backend backend) implements Request {
    @Override
    public Name name() {
      return Name.SET_BACKEND;
    }
  }

  /**
   * NEW_WORKER, and if that gave a worker, ATTACH_VRING_WORKER for some virtqueues.
   *
   * @param as what the script calls the worker
   */
  record NewWorker(String as, List<Integer> attach) implements Request {
    public NewWorker {
      attach = List.copyOf(attach);
    }

    @Override
    public Name name() {
      return Name.NEW_WORKER;
    }
  }

  /** FREE_WORKER. */
  record FreeWorker(String worker) implements Request {
    @Override
    public Name name() {
      return Name.FREE_WORKER;
    }
  }

  /**
   * ATTACH_VRING_WORKER.
   *
   * @param worker what the script calls it, or {@link #FIRST_WORKER}
   */
  record AttachVringWorker(int vq, String worker) implements Request {
    @Override
    public Name name() {
      return Name.ATTACH_VRING_WORKER;
    }
  }
}
