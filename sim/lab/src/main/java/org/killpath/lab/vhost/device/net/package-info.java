/**
 * Mirrors of drivers/vhost/net.c and of the tap behind it.
 *
 * <p>Uses {@code vhost} and {@code vhost.device}. Start with {@link
 * org.killpath.lab.vhost.device.net.NetDevice}.
 */
package org.killpath.lab.vhost.device.net;
