/**
 * The orderings on vhost-scsi, which has several workers, responses, task management and events.
 *
 * <p>Uses {@code scenario} and the device. Start with {@link
 * org.killpath.lab.scenario.scsi.ScsiOrderings}.
 */
package org.killpath.lab.scenario.scsi;
