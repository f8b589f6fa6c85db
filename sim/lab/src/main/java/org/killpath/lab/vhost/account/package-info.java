/**
 * The books that the mirrored structures keep beside what the kernel does: what became of each work
 * item ({@link org.killpath.lab.vhost.account.WorkAccount}), and who runs a worker's list
 * ({@link org.killpath.lab.vhost.account.WorkerAccount}). They take no step of their own, so no
 * schedule depends on them; they only notice when a rule is broken, and explain waits.
 *
 * <p>Uses the engine's kernel alone. Start with {@code WorkAccount}.
 */
package org.killpath.lab.vhost.account;
