package org.killpath.lab.vhost.device;

import org.killpath.engine.primitive.UserPage;

/**
 * The user memory behind a virtqueue.
 *
 * @param ring descriptors, available and used ring
 * @param buffers what the descriptors point to
 * @param responses the buffers that a response is written to once a request has been carried out
 */
public record GuestMemory(UserPage ring, UserPage buffers, UserPage responses) {
  /** All buffers lie on one page. */
  public GuestMemory(UserPage ring, UserPage buffers) {
    this(ring, buffers, buffers);
  }
}
