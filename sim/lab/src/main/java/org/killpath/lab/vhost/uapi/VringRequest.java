package org.killpath.lab.vhost.uapi;

import org.killpath.engine.primitive.UserPage;

/**
 * A vring ioctl with its argument, whose two words may lie on different pages.
 *
 * @param vq which virtqueue the first word names
 * @param first the page of the first word, read with dev.mutex held only
 * @param second the page of the second word, copied with vq.mutex held too
 * @param eventfd which file SET_KICK names; others name none
 */
public record VringRequest(
    Command command, int vq, UserPage first, UserPage second, Eventfd eventfd) {
  /** What a command does with the second word of its argument. */
  private enum Copy {
    IN,
    OUT,
    NONE
  }

  /** The commands of {@code vhost_vring_ioctl()}. */
  public enum Command {
    SET_NUM(Copy.IN),
    SET_BASE(Copy.IN),
    GET_BASE(Copy.OUT),
    SET_ADDR(Copy.IN),
    SET_KICK(Copy.IN),
    SET_CALL(Copy.IN),
    SET_ERR(Copy.IN),
    SET_BUSYLOOP_TIMEOUT(Copy.IN),
    GET_BUSYLOOP_TIMEOUT(Copy.OUT),
    /** Refused under vq.mutex, in a kernel without {@code CONFIG_VHOST_CROSS_ENDIAN_LEGACY}. */
    SET_ENDIAN(Copy.NONE),
    /** Likewise. */
    GET_ENDIAN(Copy.NONE),
    /** One that the kernel does not know, which it finds out under vq.mutex. */
    UNKNOWN(Copy.NONE);

    private final Copy copy;

    Command(Copy copy) {
      this.copy = copy;
    }

    /** Is its result copied out? */
    public boolean isOut() {
      return copy == Copy.OUT;
    }

    /** Does the kernel know it, and does something? */
    public boolean isKnown() {
      return copy != Copy.NONE;
    }

    /** Is it refused while the virtqueue has a backend? */
    public boolean needsStopped() {
      return this == SET_NUM || this == SET_BASE;
    }
  }

  /** The eventfd that the guest is to kick from now on. */
  public enum Eventfd {
    /** Another file than the virtqueue has. */
    ANOTHER,
    /** The file that it has, or the first one. */
    SAME,
    /** {@code VHOST_FILE_UNBIND}. */
    NONE
  }

  /** One that names another eventfd, if it names one. */
  public VringRequest(Command command, int vq, UserPage first, UserPage second) {
    this(command, vq, first, second, Eventfd.ANOTHER);
  }
}
