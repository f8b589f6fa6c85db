/**
 * What must hold of a device whenever its world is quiescent. A device has its audits told of each
 * worker that is made; from then on they ask it, and the mirrors know nothing of them.
 *
 * <p>Uses {@code vhost} and the engine's kernel. Start with {@link
 * org.killpath.lab.vhost.audit.WorkerAudits}.
 */
package org.killpath.lab.vhost.audit;
