/**
 * Runs the jcstress tests under every design within a budget of time, and reads from what jcstress
 * counted the outcome table, which is compared with what each cell may show.
 *
 * <p>Uses the laboratory, and no application. Start with {@link org.killpath.stress.Main}, then
 * {@code Run}.
 */
package org.killpath.stress;
