/**
 * Spends the budget: what is run how often, by which forked JVM, and what is said meanwhile.
 *
 * <p>Uses jcstress, and the engine's explorer for the drawn interleavings. Start with {@link
 * org.killpath.stress.run.Run}.
 */
package org.killpath.stress.run;
