/**
 * Building blocks of designs: other ways to detach and to drain than upstream's, what a design
 * would add to a worker, a kernel work item that detaches. Designs of one's own may use them.
 *
 * <p>Uses {@code vhost}. Start with {@link org.killpath.lab.design.step.Detach}, beside {@link
 * org.killpath.lab.vhost.KillSteps}.
 */
package org.killpath.lab.design.step;
