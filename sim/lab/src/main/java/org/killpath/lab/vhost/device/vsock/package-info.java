/**
 * Mirrors of drivers/vhost/vsock.c: a device with an rx and a tx virtqueue and a packet queue.
 *
 * <p>Uses {@code vhost} and {@code vhost.device}. Start with {@link
 * org.killpath.lab.vhost.device.vsock.VsockDevice}.
 */
package org.killpath.lab.vhost.device.vsock;
