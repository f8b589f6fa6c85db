package org.killpath.lab.vhost.uapi;

import org.killpath.engine.primitive.UserPage;

/**
 * A vring ioctl with its argument, whose two words may lie on different pages.
 *
 * @param vq which virtqueue the first word names
 * @param first the page of the first word, read with dev.mutex held only
 * @param second the page of the second word, copied with vq.mutex held too
 */
public record VringRequest(Command command, int vq, UserPage first, UserPage second) {
  /** The commands of {@code vhost_vring_ioctl()}. */
  public enum Command {
    SET_NUM,
    SET_BASE,
    GET_BASE,
    SET_ADDR,
    SET_KICK,
    SET_CALL,
    SET_ERR
  }
}
