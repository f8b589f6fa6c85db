/**
 * Has jcstress hammer every ordering under every design within a budget of time, and holds what it
 * counted against what drawn interleavings showed and what is proven.
 *
 * <p>Uses the laboratory, and no application. Start with {@link org.killpath.stress.Main}, then
 * {@link org.killpath.stress.run.Run}.
 */
package org.killpath.stress;
