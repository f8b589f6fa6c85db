package org.killpath.vhost.device;

import org.killpath.kernel.UserPage;

/**
 * The user memory behind a virtqueue.
 *
 * @param ring descriptors, available and used ring
 * @param buffers what the descriptors point to
 */
public record GuestMemory(UserPage ring, UserPage buffers) {}
