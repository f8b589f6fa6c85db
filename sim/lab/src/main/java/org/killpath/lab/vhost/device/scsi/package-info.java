/**
 * Mirrors of drivers/vhost/scsi.c and of as much of the target behind it as a teardown depends on.
 *
 * <p>Uses {@code vhost} and {@code vhost.device}. Start with {@link
 * org.killpath.lab.vhost.device.scsi.ScsiDevice}.
 */
package org.killpath.lab.vhost.device.scsi;
