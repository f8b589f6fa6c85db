package org.killpath.lab.vhost.device;

import org.killpath.engine.primitive.UserPage;
import org.killpath.lab.vhost.uapi.VringMemory;

/**
 * The user memory behind a virtqueue.
 *
 * @param ring where the parts of the ring lie
 * @param buffers what the descriptors point to
 * @param data what is not copied but pinned: the blocks of a SCSI command
 * @param responses the buffers that a response is written to once a request has been carried out
 */
public record GuestMemory(VringMemory ring, UserPage buffers, UserPage responses, UserPage data) {
  /** All buffers lie on one page, and so does the ring. */
  public GuestMemory(UserPage ring, UserPage buffers) {
    this(VringMemory.on(ring), buffers, buffers, ring);
  }
}
