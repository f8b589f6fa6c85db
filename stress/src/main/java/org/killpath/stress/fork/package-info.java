/**
 * What stands inside a JVM that jcstress has forked: the plan that says whose world is next, the
 * worlds themselves, and the guard that ends the JVM with a stack of every thread if no world comes
 * to its end any more.
 *
 * <p>Uses the laboratory and the engine's free runs. Start with {@link
 * org.killpath.stress.fork.ForkedWorlds}.
 */
package org.killpath.stress.fork;
