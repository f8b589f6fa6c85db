/**
 * Mirrors of the ioctls and of the file operations that all vhost devices share: {@code
 * vhost_dev_ioctl()}, {@code vhost_vring_ioctl()}, {@code vhost_worker_ioctl()}, {@code
 * vhost_chr_write_iter()} of drivers/vhost/vhost.c. Each device calls them under the locks that it
 * takes itself.
 *
 * <p>Uses the mirrors in {@code lab.vhost}. Start with {@link
 * org.killpath.lab.vhost.ioctl.VhostIoctl}.
 */
package org.killpath.lab.vhost.ioctl;
