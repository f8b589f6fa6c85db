package org.killpath.lab.ordering;

import java.util.List;
import java.util.Optional;
import org.killpath.engine.kernel.TaskGroup;

/** One thing that a task does. */
public sealed interface Step {
  /** Where it begins. */
  Place place();

  /** Can it be done in the model alone? */
  default boolean onlyInModel() {
    return false;
  }

  /** Goes on when a state is reached. */
  record Await(Place place, Wait until) implements Step {
    @Override
    public boolean onlyInModel() {
      return until.onlyInModel();
    }
  }

  /**
   * An ioctl on the device.
   *
   * @param argument the page on which its argument lies, if that is copied with dev.mutex alone, or
   *     with no lock; present if empty
   */
  record Ioctl(Place place, Request request, Optional<String> argument) implements Step {}

  /** The ioctls after which the device handles packets, as the owner makes them in the set-up. */
  record Start(Place place) implements Step {}

  /**
   * An IOTLB message is written to the device.
   *
   * @param misses how many requests wait for this update, each a queued poll
   * @param page the page on which the message lies; present if empty
   */
  record WriteIotlb(Place place, Message message, Range range, int misses, Optional<String> page)
      implements Step {
    /** What it asks for. */
    public enum Message {
      UPDATE,
      INVALIDATE
    }

    /** Of which addresses. */
    public enum Range {
      /** Those in which rings and buffers lie. */
      GUEST,
      /** Every address there is. */
      WHOLE
    }

    @Override
    public boolean onlyInModel() {
      return misses > 0;
    }
  }

  /** Something comes from the host. */
  record Send(Place place, Sent what) implements Step {
    /** What can come. */
    public enum Sent {
      /** To vhost-vsock. */
      PACKET,
      /** To vhost-vsock: one that answers the guest. */
      REPLY,
      /** To the tap of vhost-net. */
      FRAME
    }
  }

  /**
   * The guest puts something on a ring and kicks: a packet, a frame, a command; a task management
   * function on vhost-scsi's control queue, an empty buffer on its event queue.
   *
   * @param packets so many before the one kick
   * @param largest packets as large as they may be
   */
  record Kick(Place place, int vq, int packets, boolean largest) implements Step {}

  /**
   * {@code close(2)}: of the owner's descriptor for whoever shares the owner's files, of the
   * supervisor's for a task apart.
   */
  record Close(Place place) implements Step {}

  /**
   * SIGKILL to a whole group.
   *
   * @param group {@link #OWNERS_GROUP}, or the name of a task whose group it is
   */
  record Kill(Place place, String group, TaskGroup.Kill by) implements Step {
    /** The group that the ordering is about. */
    public static final String OWNERS_GROUP = "owner";

    public boolean isOfTheOwner() {
      return group.equals(OWNERS_GROUP);
    }
  }

  /** Something befalls the owner's group as a whole. */
  record Befall(Place place, Fate what) implements Step {
    /** What can. */
    public enum Fate {
      /** A thread of the group gets a signal that dumps core. */
      DUMP_CORE(true),
      /** Likewise, into a pipe that is full until somebody reads. */
      DUMP_CORE_TO_PIPE(true),
      /** Likewise, and it may not dump. */
      DUMP_CORE_REFUSED(true),
      /** A thread of the group executes another program, which ends at once. */
      EXECVE(true),
      /** {@code process_mrelease(2)} by somebody else. */
      PROCESS_MRELEASE(false),
      /** SIGSTOP. */
      STOP(false),
      /** A tracer attaches to every thread. */
      TRACE(false),
      /** The group's cgroup is frozen. */
      FREEZE(false),
      /** SIGCONT, the tracer leaves, a thaw: whatever halted the group is over. */
      GO_ON(false);

      private final boolean own;

      Fate(boolean own) {
        this.own = own;
      }

      /** Does a thread of the group itself do it, and end with it? */
      public boolean isOwn() {
        return own;
      }
    }
  }

  /** A signal that {@code task} has a handler for. */
  record Signal(Place place, String task) implements Step {}

  /** configfs: a LUN is linked to the portal group. */
  record HotPlug(Place place) implements Step {}

  /**
   * A process apart opens a vhost-scsi device of its own, sets it up with a portal group of its own,
   * and closes it.
   */
  record Neighbour(Place place) implements Step {}

  /** Something of the machine's other files happens. */
  record Files(Place place, Happening what) implements Step {
    /** What can. */
    public enum Happening {
      /** A kernel task drops the supervisor's reference on the device, which was in flight. */
      COLLECT,
      /** A kernel task drops the only reference on the write end of the pipe, likewise. */
      COLLECT_PIPE,
      /** Reads from the pipe until nobody can write to it any more. */
      READ_PIPE,
      /** Reads the core that is dumped into a pipe. */
      READ_CORE
    }
  }

  /** Whoever backs the page delivers it. */
  record Serve(Place place, String page) implements Step {}

  /** {@code madvise(2)}: the page goes missing again. */
  record Discard(Place place, String page) implements Step {}

  /** A process of the host receives on the socket that the guest's packets are for. */
  record Receive(Place place, String page) implements Step {}

  /** The same again and again. */
  record Repeat(Place place, int count, List<Step> steps) implements Step {
    public Repeat {
      steps = List.copyOf(steps);
    }

    @Override
    public boolean onlyInModel() {
      return steps.stream().anyMatch(Step::onlyInModel);
    }
  }
}
