/**
 * The orderings on vhost-vsock: holders of a virtqueue, faults of the worker, races with the
 * kill.
 *
 * <p>Uses {@code scenario} and the device. Start with {@link
 * org.killpath.lab.scenario.vsock.HolderOrderings}.
 */
package org.killpath.lab.scenario.vsock;
