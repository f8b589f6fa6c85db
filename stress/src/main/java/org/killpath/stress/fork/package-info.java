/**
 * What stands inside a JVM that jcstress has forked: the cell that its command line names, and the
 * guard that ends the JVM with a stack of every thread if no world comes to its end any more.
 *
 * <p>Uses the laboratory and the engine's free runs. Start with {@link
 * org.killpath.stress.fork.ForkedCell}.
 */
package org.killpath.stress.fork;
