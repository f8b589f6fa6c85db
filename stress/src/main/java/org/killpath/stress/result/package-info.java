/**
 * What a run came to: the three views of each cell (free, drawn, proven), and what of it must not be.
 *
 * <p>Uses the laboratory and the engine's results. Start with {@link
 * org.killpath.stress.result.CellReport}.
 */
package org.killpath.stress.result;
