/**
 * Mirrors of what all vhost devices share: drivers/vhost/vhost.c and kernel/vhost_task.c,
 * structure by structure and function by function, in the kernel's order of steps. Where designs
 * differ, a mirror asks its device's {@link org.killpath.lab.vhost.Parts}.
 *
 * <p>Uses the engine's kernel and primitives, and the books in {@code account}. Start with {@link
 * org.killpath.lab.vhost.VhostWorker}, then {@link org.killpath.lab.vhost.KillSteps}, the handler
 * that all this is about.
 */
package org.killpath.lab.vhost;
