/**
 * Mirrors of the drivers: vhost-vsock, vhost-scsi and vhost-net, each with as much of what lies
 * behind it (a target, a tap) as its teardown depends on.
 *
 * <p>Uses {@code vhost}, and has {@code vhost.audit} told of its workers. Start with {@link
 * org.killpath.lab.vhost.device.Device}, then {@link
 * org.killpath.lab.vhost.device.vsock.VsockDevice}, the smallest one.
 */
package org.killpath.lab.vhost.device;
